import * as pulumi from '@pulumi/pulumi'
import { runningRelease } from '../toolkit/release/release.ts'
import { releasesToPrune } from '../toolkit/release/releasesToPrune.ts'
import type { KeptPackages } from './keepPackage.ts'
import type { PackageZip } from './packageZip.ts'
import { type ReleaseAccount, releaseContainer } from './releaseContainer.ts'
import type { CommonSettings } from './settings.ts'
import type { StorageLocation } from './storageLocation.ts'

export interface KeepReleasesArgs extends StorageLocation {
  /** The package that is to be in service. */
  readonly zip: PackageZip
  /** What puts it into service. */
  readonly deployed: pulumi.Input<unknown>
}

/**
 * Once the package is in service, notes when that was and removes the packages there are too many of, if any are kept.
 * Resolves to its hash; what goes wrong here is a warning, as the deployment itself went well.
 */
export function keepReleases(
  { keepReleases: keep }: CommonSettings,
  packages: KeptPackages | undefined,
  { zip, resourceGroupName, accountName, deployed }: KeepReleasesArgs,
): pulumi.Output<string> {
  if (packages === undefined) return pulumi.all([zip.hash, deployed]).apply(([hash]) => hash)
  const { held } = packages.package // has to stay, whatever is in service: it is in Pulumi's state
  return pulumi
    .all([zip.hash, held, resourceGroupName, accountName, deployed])
    .apply(async ([running, inState, group, account]) => {
      if (pulumi.runtime.isDryRun()) return running
      await note({ resourceGroupName: group, accountName: account }, running, inState, keep).catch(warn)
      return running
    })
}

async function note(account: ReleaseAccount, running: string, held: string, keep: number): Promise<void> {
  const store = await releaseContainer(account)
  const before = await store.list()
  if (runningRelease(before)?.hash !== running) await store.markDeployed(running, new Date())
  for (const { hash } of releasesToPrune(await store.list(), keep, [running, held])) await store.remove(hash)
}

function warn(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  void pulumi.log.warn(
    `The package is in service, but the list of earlier packages could not be kept: ${reason}. ` +
      'The next `pulumi up` tries again.',
  )
}
