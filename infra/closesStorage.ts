import { getWebApp } from '@pulumi/azure-native/web/getWebApp.js'
import * as pulumi from '@pulumi/pulumi'
import { isNotFound } from './isNotFound.ts'
import { known } from './known.ts'

export interface LiveApp {
  readonly resourceGroupName: pulumi.Output<string>
  readonly name: pulumi.Output<string>
}

/**
 * Whether the storage account of a private app takes nothing from the Internet from now on. An app that runs outside of
 * the network needs it until it is inside: one update moves it, and the next one closes the account.
 */
export async function closesStorage(app: LiveApp): Promise<boolean> {
  const [resourceGroupName, name] = await Promise.all([known(app.resourceGroupName), known(app.name)])
  if (resourceGroupName === undefined || name === undefined) return true // nothing is there yet
  const live = await getWebApp({ resourceGroupName, name }).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
  if (live === undefined || live.virtualNetworkSubnetId) return true
  void pulumi.log.warn(
    'app:network is private, and the app is still outside of the network: its storage account stays open until it is ' +
      'inside. Run `pulumi up` once more after this one, which closes the account.',
  )
  return false
}
