import * as local from '@pulumi/command/local/index.js'
import * as pulumi from '@pulumi/pulumi'
import { inProject, type PackageZip } from './packageZip.ts'

export interface CliDeliveryArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly siteName: pulumi.Input<string>
  readonly zip: PackageZip
}

/**
 * Pushes the package with the Azure CLI, which has to be there and logged in: no account key is needed for it. Done
 * again for another content only.
 */
export function cliDelivery(
  { resourceGroupName, siteName, zip }: CliDeliveryArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<unknown> {
  const push = new local.Command(
    'config-zip',
    {
      create: script,
      environment: { GROUP: resourceGroupName, APP: siteName, PACKAGE: zip.file.apply(inProject) },
      triggers: [zip.hash],
    },
    opts,
  )
  return pulumi.output(push.stdout)
}

// Pulumi starts the command in the folder of the program or in that of the project. Roles may take minutes to spread.
const script = `set -eu
[ -f "$PACKAGE" ] || PACKAGE="../$PACKAGE"
for pause in 15 30 60 120 300 stop; do
  az functionapp deployment source config-zip --resource-group "$GROUP" --name "$APP" --src "$PACKAGE" && exit 0
  [ "$pause" = stop ] || sleep "$pause"
done
exit 1`
