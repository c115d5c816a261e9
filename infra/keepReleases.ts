import * as pulumi from '@pulumi/pulumi'
import { runningRelease } from '../toolkit/release/release.ts'
import { releasesToPrune } from '../toolkit/release/releasesToPrune.ts'
import { type ReleaseAccount, releaseContainer } from './releaseContainer.ts'

export interface KeepReleasesArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly accountName: pulumi.Input<string>
  /** What puts the package into service. */
  readonly deployed: pulumi.Input<unknown>
  /** The package in service. */
  readonly hash: pulumi.Input<string>
  /** The package that Pulumi's state holds: it has to stay, whatever is in service. */
  readonly held: pulumi.Input<string>
  readonly keep: number
}

/**
 * Once the package is in service, notes when that was and removes the packages there are too many of. Resolves to its
 * hash; what goes wrong here is a warning, as the deployment itself went well.
 */
export function keepReleases(args: KeepReleasesArgs): pulumi.Output<string> {
  const { deployed, hash, held, resourceGroupName, accountName } = args
  return pulumi
    .all([hash, held, resourceGroupName, accountName, deployed])
    .apply(async ([running, inState, group, account]) => {
      if (pulumi.runtime.isDryRun()) return running
      await note({ resourceGroupName: group, accountName: account }, running, inState, args.keep).catch(warn)
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
