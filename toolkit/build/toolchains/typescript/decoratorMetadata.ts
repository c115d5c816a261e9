import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import { listFiles } from '../../hashFiles.ts'
import { type CompilerProject, runCompiler } from './compilerProject.ts'

/**
 * What TypeScript makes of the files whose decorators read types at run time (`emitDecoratorMetadata`), by source
 * file, absolute: the bundler knows no types.
 */
export async function decoratorMetadata(
  directory: string,
  project: CompilerProject | undefined,
  scratch: string,
): Promise<ReadonlyMap<string, string>> {
  const { emitDecoratorMetadata, experimentalDecorators } = project?.tsconfig.options ?? {}
  if (project === undefined || !emitDecoratorMetadata || !experimentalDecorators) return new Map()
  const output = join(scratch, 'emitted')
  const { root } = parse(directory)
  // The type check says what is wrong.
  await runCompiler(project.compiler, ['-p', project.file, ...emitting(output, root)], directory)
  const emitted = existsSync(output) ? listFiles(output).filter((file) => /\.[cm]?js$/.test(file)) : []
  const sources = await Promise.all(
    emitted.map(async (file) => {
      const text = await readFile(join(output, file), 'utf8')
      const source = sourceOf(join(root, file))
      return text.includes('__metadata(') && source !== undefined ? [[source, text] as const] : []
    }),
  )
  return new Map(sources.flat())
}

// From the root of all files, so that a source outside of the folder has a place as well.
function emitting(output: string, root: string): string[] {
  const paths = ['--outDir', output, '--rootDir', root]
  return [
    ...paths,
    ...on.flatMap((name) => [`--${name}`, 'true']),
    ...off.flatMap((name) => [`--${name}`, 'false']),
  ]
}

const on = ['inlineSourceMap', 'inlineSources', 'skipLibCheck']
const off = [
  ...['noEmit', 'noEmitOnError', 'emitDeclarationOnly', 'declaration', 'declarationMap'],
  ...['composite', 'incremental', 'sourceMap', 'importHelpers', 'pretty'],
]

function sourceOf(emitted: string): string | undefined {
  return ['ts', 'tsx'].map((extension) => emitted.replace(/js$/, extension)).find((file) => existsSync(file))
}
