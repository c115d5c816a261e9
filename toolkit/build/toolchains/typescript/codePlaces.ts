import type { Loader, PluginBuild } from 'esbuild'

/** Of a part of a text. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Those parts of a module, which stand for values, that are code, not in a text or a comment, and for which no scope has
 * another `root`.
 */
export async function codePlaces(
  build: PluginBuild,
  text: string,
  ranges: readonly Range[],
  { root, loader }: { readonly root: 'require' | 'import.meta'; readonly loader: Loader },
): Promise<Range[]> {
  const marks = ranges.map((_, index) => ({ mark: `${root}.__part${index}`, found: `__found${index}_` }))
  const marked = replaceRanges(text, ranges, (_, index) => marks[index]?.mark ?? '')
  const define = Object.fromEntries(marks.map(({ mark, found }) => [mark, found]))
  const { code } = await build.esbuild
    .transform(marked, { loader, define, tsconfigRaw: allDecorators, logLevel: 'silent' })
    // What is no code at all: the bundler complains of it.
    .catch(() => ({ code: undefined }))
  return ranges.filter((_, index) => code === undefined || code.includes(`__found${index}_`))
}

// Parameters have some as well.
const allDecorators = { compilerOptions: { experimentalDecorators: true } }

/** Pure. */
export function replaceRanges(
  text: string,
  ranges: readonly Range[],
  replace: (part: string, index: number) => string,
): string {
  const ends = [0, ...ranges.map(({ end }) => end)]
  const parts = ranges.map(
    ({ start, end }, index) => text.slice(ends[index], start) + replace(text.slice(start, end), index),
  )
  return parts.join('') + text.slice(ends.at(-1))
}
