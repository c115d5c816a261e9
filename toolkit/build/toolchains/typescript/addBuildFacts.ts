import { readFile, writeFile } from 'node:fs/promises'
import type { BuildFacts } from '../../../runtime/buildFacts.ts'

/** Gives a bundle what the build has found of the app: to find it again takes a good part of a start. */
export async function addBuildFacts(bundle: string, { bindingHashes, functions }: BuildFacts): Promise<void> {
  const named = `{__proto__:null,${literal(functions).slice(1)}`
  const facts = `{bindingHashes:${JSON.stringify(bindingHashes)},functions:${named}}`
  await writeFile(bundle, `globalThis.functionsBuildFacts=${facts};${await readFile(bundle, 'utf8')}`)
}

// This one member of JSON is the prototype in an object literal, and twice it is an error.
function literal(value: object): string {
  return JSON.stringify(value).replaceAll('"__proto__":', '["__proto__"]:')
}
