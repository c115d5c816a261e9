import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as pulumi from '@pulumi/pulumi'
import { type App, buildApp } from '../toolkit/build/buildApp.ts'
import { type HostFacts, hostFacts } from './hostFacts.ts'
import type { HostingPlan } from './plans/plan.ts'
import { requireHostable } from './requireHostable.ts'
import { withoutStackTrace } from './runErrors.ts'
import type { CommonSettings } from './settings.ts'

export interface BuiltApp extends App, HostFacts {
  /** Where the package of the app is written. */
  readonly outputPath: string
}

/**
 * Builds the handler folder (relative to the project) into `dist/app`, as part of every preview and update; nothing
 * while `app:release` puts an earlier package back. Ends the run where the plan cannot host the app.
 */
export async function builtApp(settings: CommonSettings, plan: HostingPlan): Promise<BuiltApp | undefined> {
  if (settings.release) return undefined
  const { handler, runtime } = settings
  const project = resolve(import.meta.dirname, '..')
  const built = await withoutStackTrace(async () => {
    const app = await buildApp(resolve(project, handler), { runtime, report, warn })
    const file = join(app.directory, 'host.json')
    const outputPath = `${app.directory}.zip`
    return { ...app, ...hostFacts(readFileSync(file, 'utf8'), file), outputPath }
  })
  await requireHostable(built, plan, settings)
  return built
}

function warn(line: string): void {
  void pulumi.log.warn(line)
}

/** Progress for whoever watches the run; nothing of it stays in the summary. */
function report(line: string): void {
  void pulumi.log.info(line, undefined, undefined, true)
}
