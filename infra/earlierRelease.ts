import { resolve } from 'node:path'
import * as pulumi from '@pulumi/pulumi'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { chooseRelease } from '../toolkit/release/chooseRelease.ts'
import { readPackage } from '../toolkit/release/readPackage.ts'
import { type HostFacts, hostFacts } from './hostFacts.ts'
import { ifThere } from './ifThere.ts'
import type { HostingPlan } from './plans/plan.ts'
import { releaseContainer } from './releaseContainer.ts'
import { requireHostable } from './requireHostable.ts'
import { withoutStackTrace } from './runErrors.ts'
import type { CommonSettings } from './settings.ts'
import type { StorageLocation } from './storageLocation.ts'

export interface EarlierRelease extends HostFacts {
  readonly hash: string
  readonly zipFile: string
  readonly functions: readonly FunctionMetadata[]
}

/**
 * The package that `app:release` puts back, by the first digits of its hash. What the stack derives from functions is
 * derived from those in this package; nothing is built, so that going back works while the sources do not. Ends the run
 * where there is no such package, or the plan cannot host it.
 */
export async function earlierRelease(
  settings: CommonSettings,
  plan: HostingPlan,
  packages: StorageLocation,
): Promise<EarlierRelease> {
  const wanted = settings.release ?? ''
  const found = await withoutStackTrace(async () => {
    const store = await ifThere(pulumi.output(packages), releaseContainer) // nothing where it is still to be created
    const { hash } = chooseRelease(wanted, (await store?.list()) ?? [])
    const zipFile = resolve(import.meta.dirname, '..', 'dist', 'releases', `${hash}.zip`)
    await store?.fetch(hash, zipFile)
    const { functions, hostJson } = await readPackage(zipFile)
    void pulumi.log.warn(
      `app:release holds package ${hash.slice(0, 12)}: the handler folder is not deployed ` +
        'until the setting is removed (`pulumi config rm app:release`).',
    )
    return { hash, zipFile, functions, ...hostFacts(hostJson, `${zipFile}/host.json`) }
  })
  await requireHostable(found, plan, settings)
  return found
}
