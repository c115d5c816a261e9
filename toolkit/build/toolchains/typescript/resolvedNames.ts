import { dirname } from 'node:path'
import type { PluginBuild } from 'esbuild'

/** What a module asks the place of, by names that are written out. */
export interface ResolvedNames {
  /** With `require.resolve`. */
  readonly required: readonly string[]
  /** With `import.meta.resolve`. */
  readonly imported: readonly string[]
  /** It also asks for names that it makes up. */
  readonly others: boolean
}

/** Pure. `holders` is a pattern for what stands for `require`. Undefined: the module asks for no place. */
export function resolvedNames(text: string, holders: string | undefined): ResolvedNames | undefined {
  if (!/\bresolve\b/.test(text)) return undefined
  const callees = ['(?<![\\w$.])require', ...(holders === undefined ? [] : [holders])].join('|')
  const asking = [...text.matchAll(new RegExp(`(?:${callees})${between}resolve\\b(?:${literal})?`, 'g'))]
  const imported = namesIn([...text.matchAll(new RegExp(`\\bimport\\.meta\\.resolve\\b${literal}`, 'g'))])
  if (asking.length === 0 && imported.length === 0) return undefined
  const required = namesIn(asking)
  return { required, imported, others: required.length < asking.length }
}

// Types and brackets are not there any more when the bundler puts something in the place of `require.resolve`.
const between = '(?:[\\s?.!)["\'`]|\\bas\\s+[\\w.]+|/\\*[^*]*\\*/|//[^\\n]*\\n)*'
const literal = `\\(\\s*(?:'([^'\\n]+)'|"([^"\\n]+)"|\`([^\`$\\n]+)\`)\\s*\\)`

function namesIn(calls: readonly RegExpExecArray[]): string[] {
  return calls.map(([, one, two, three]) => one ?? two ?? three).filter((name) => name !== undefined)
}

/** The files of those names that there are. */
export async function findFiles(
  build: PluginBuild,
  importer: string,
  names: readonly string[],
  kind: 'require-resolve' | 'import-statement',
): Promise<[name: string, file: string][]> {
  const place = { importer, resolveDir: dirname(importer), kind }
  const found = await Promise.all(names.map((name) => build.resolve(name, place)))
  return found.flatMap(({ errors, namespace, external, path }, index): [string, string][] =>
    errors.length === 0 && namespace === 'file' && !external ? [[names[index] ?? '', path]] : [],
  )
}
