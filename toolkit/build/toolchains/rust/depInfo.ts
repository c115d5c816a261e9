import { relative, resolve } from 'node:path'

/** Pure: the sources outside a folder that cargo's dep-info names, `program: source source`, spaces behind a backslash. */
export function sourcesOf(depInfo: string, directory: string): string[] {
  const [, ...words] = depInfo.trim().split(/(?<!\\)\s+/)
  const files = words.map((word) => resolve(directory, word.replaceAll('\\ ', ' ')))
  return files.filter((file) => relative(directory, file).startsWith('..')).sort()
}
