import { readFile, writeFile } from 'node:fs/promises'

/**
 * Gives a bundle the hashes by which the library names the app's bindings: to load what computes them takes a good part
 * of a start.
 */
export async function addBindingHashes(
  bundle: string,
  hashes: Readonly<Record<string, string>>,
): Promise<void> {
  const assignment = `globalThis.functionsBindingHashes=${JSON.stringify(hashes)};`
  await writeFile(bundle, assignment + (await readFile(bundle, 'utf8')))
}
