import { readFile, writeFile } from 'node:fs/promises'
import type { BuildFacts } from '../../../runtime/buildFacts.ts'

/** Gives a bundle what the build has found of the app: to find it again takes a good part of a start. */
export async function addBuildFacts(bundle: string, facts: BuildFacts): Promise<void> {
  const assignment = `globalThis.functionsBuildFacts=${JSON.stringify(facts)};`
  await writeFile(bundle, assignment + (await readFile(bundle, 'utf8')))
}
