import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { type FunctionMetadata, parseFunctionMetadata } from './functionMetadata.ts'
import { functionFolders } from './handWrittenFunctions.ts'
import { hashDirectory, hashFile } from './hashFiles.ts'
import { keptIn } from './keptHash.ts'

const toolkitDirectories = [import.meta.dirname, resolve(import.meta.dirname, '../runtime')]

const buildRecord = z.object({
  /** What the app was made from. */
  digest: z.string(),
  /** Every file the bundler read, relative to this record. */
  inputs: z.array(z.string()),
  /** SHA-256 by path of everything in the app folder. */
  outputs: z.record(z.string(), z.string()),
})

/**
 * What is known before a build: the handler folder, this toolkit, the tools. Taken then, so that a file saved
 * while the build runs is not mistaken for one it has seen.
 */
export function digestSources(
  handlerDirectory: string,
  fingerprint: string,
  ignored: readonly string[],
): string {
  const handler = hashDirectory(handlerDirectory, ['.git', ...ignored])
  const toolkit = toolkitDirectories.map((directory) => hashDirectory(directory))
  return createHash('sha256')
    .update(JSON.stringify([handler, toolkit, fingerprint]))
    .digest('hex')
}

/** The functions of the app folder if it is, byte for byte, what a build would make again. */
export async function reusableBuild(
  output: string,
  sources: string,
): Promise<FunctionMetadata[] | undefined> {
  const file = recordPath(output)
  try {
    const record = buildRecord.parse(JSON.parse(await readFile(file, 'utf8')))
    const inputs = record.inputs.map((input) => resolve(dirname(file), input))
    if (digestInputs(sources, inputs) !== record.digest) return undefined
    const outputs = hashDirectory(output, [], keptIn(`${output}.hashes.json`))
    if (JSON.stringify(outputs) !== JSON.stringify(record.outputs)) return undefined
    return readFunctions(output)
  } catch {
    // No record, or one that is not ours: whatever it is, a build makes a new one.
    return undefined
  }
}

/** What a build has read and made. */
export interface BuildFacts {
  readonly sources: string
  readonly inputs: readonly string[]
  readonly outputs: Readonly<Record<string, string>>
}

export async function recordBuild(output: string, { sources, inputs, outputs }: BuildFacts): Promise<void> {
  const file = recordPath(output)
  const digest = digestInputs(sources, inputs)
  const relativeInputs = inputs.map((input) => relative(dirname(file), input))
  await writeFile(file, `${JSON.stringify({ digest, inputs: relativeInputs, outputs }, null, 2)}\n`)
}

function recordPath(output: string): string {
  return `${output}.build.json`
}

function digestInputs(sources: string, inputs: readonly string[]): string {
  const hash = createHash('sha256').update(`${sources}\n`)
  for (const input of inputs) hash.update(`${hashFile(input)}\n`)
  return hash.digest('hex')
}

function readFunctions(output: string): FunctionMetadata[] {
  return functionFolders(output)
    .sort()
    .map((name) =>
      parseFunctionMetadata(name, JSON.parse(readFileSync(join(output, name, 'function.json'), 'utf8'))),
    )
}
