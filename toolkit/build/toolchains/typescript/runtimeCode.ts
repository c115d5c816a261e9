import { readFile, writeFile } from 'node:fs/promises'
import { SourceMap, type SourceMapping } from 'node:module'
import { dirname, join, resolve, sep } from 'node:path'
import { declaredBy } from './declarationUses.ts'
import { parseBundle } from './parseBundle.ts'
import { runtimeDirectory } from './tools.ts'

/**
 * Tells the runtime in a bundle, which has its source map beside it, which code is its own, for it to keep the last of
 * the engine's compilers from it.
 */
export async function tellRuntimeCode(bundle: string): Promise<void> {
  const map = await readFile(`${bundle}.map`, 'utf8')
  let sources: SourceMap | undefined
  const isSpared = (line: number, column: number): boolean => {
    // Made here, because for a large bundle nobody asks.
    sources ??= new SourceMap(JSON.parse(map))
    const { originalSource = '' }: Partial<SourceMapping> = sources.findEntry(line, column)
    return isOfRuntime(resolve(dirname(bundle), originalSource))
  }
  await writeFile(bundle, withRuntimeCode(await readFile(bundle, 'utf8'), isSpared))
}

function isOfRuntime(file: string): boolean {
  // It goes over every byte, and that compiler makes it faster by more than it costs.
  const gains = file.startsWith(join(runtimeDirectory, 'http', 'head') + sep)
  return file.startsWith(runtimeDirectory + sep) && !gains
}

/** Pure. `isSpared` is asked for places in the bundle, which count from zero. */
export function withRuntimeCode(bundle: string, isSpared: (line: number, column: number) => boolean): string {
  const program = parseBundle(bundle)
  if (program === undefined) return bundle
  const lines = [0, ...[...bundle.matchAll(/\n/g)].map(({ index }) => index + 1)]
  const spared = program.body
    .flatMap((statement) => declaredBy(statement) ?? [])
    .filter(({ node: { start } }) => {
      const line = lines.findLastIndex((beginning) => beginning <= start)
      return isSpared(line, start - (lines[line] ?? 0))
    })
  const functions = spared.filter(({ node }) => node.type === 'FunctionDeclaration')
  const classes = spared.filter((one) => !functions.includes(one))
  const list = (declared: typeof spared) => `[${declared.map(({ name }) => name)}]`
  return `globalThis.functionsRuntimeCode=()=>[${list(functions)},${list(classes)}];${bundle}`
}
