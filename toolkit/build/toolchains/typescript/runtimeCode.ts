import { readFile, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { declaredBy } from './declarationUses.ts'
import { parseBundle } from './parseBundle.ts'
import { runtimeDirectory } from './tools.ts'

/** Tells the runtime in a bundle which code is its own, for it to keep the last of the engine's compilers from it. */
export async function tellRuntimeCode(bundle: string, inputs: readonly string[]): Promise<void> {
  const files = inputs.filter((file) => file.startsWith(runtimeDirectory + sep))
  const sources = await Promise.all(
    files.map(async (file) => ({ text: await readFile(file, 'utf8'), isSpared: !gains(file) })),
  )
  await writeFile(bundle, withRuntimeCode(await readFile(bundle, 'utf8'), sources))
}

// It goes over every byte, and that compiler makes it faster by more than it costs.
const gains = (file: string): boolean => file.startsWith(join(runtimeDirectory, 'http', 'head') + sep)

interface Source {
  readonly text: string
  readonly isSpared: boolean
}

/** Pure. `sources` are all files of the runtime. */
export function withRuntimeCode(bundle: string, sources: readonly Source[]): string {
  const program = parseBundle(bundle)
  if (program === undefined) return bundle
  const names = sparedNames(sources)
  const spared = program.body
    .flatMap((statement) => declaredBy(statement) ?? [])
    .filter(({ name }) => names.has(name))
  const functions = spared.filter(({ node }) => node.type === 'FunctionDeclaration')
  const classes = spared.filter((one) => !functions.includes(one))
  const list = (declared: typeof spared) => `[${declared.map(({ name }) => name)}]`
  return `globalThis.functionsRuntimeCode=()=>[${list(functions)},${list(classes)}];${bundle}`
}

/** As they are in a bundle, where the runtime comes first: `read`, and the next of that name `read2`. */
function sparedNames(sources: readonly Source[]): Set<string> {
  const spared = sources.flatMap(({ text, isSpared }) => (isSpared ? namesIn(text) : []))
  const others = new Set(sources.flatMap(({ text, isSpared }) => (isSpared ? [] : namesIn(text))))
  const times = new Map<string, number>()
  return new Set(
    spared
      .filter((name) => !others.has(name))
      .map((name) => {
        const time = (times.get(name) ?? 0) + 1
        times.set(name, time)
        return time === 1 ? name : `${name}${time}`
      }),
  )
}

function namesIn(source: string): string[] {
  const declarations = source.matchAll(/^(?:export )?(?:abstract )?(?:async )?(?:function\*?|class) (\w+)/gm)
  return [...declarations].map(([, name = '']) => name)
}
