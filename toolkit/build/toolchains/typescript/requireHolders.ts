import type { Range } from './codePlaces.ts'

/** Of a module that calls `require` by another name. */
export interface RequireHolders {
  /** What is called with a name that is written out, and what with the beginning of one. */
  readonly names: readonly string[]
  readonly beginnings: readonly string[]
  /** A pattern for what stands for `require`. */
  readonly pattern: string
  /** Where what is held seems to stand. */
  readonly held: readonly Range[]
  readonly isModule: boolean
}

/**
 * Pure: finds `load = require` with its calls, `load('./locale/' + name)`, and in an ES module the same of
 * `createRequire(import.meta.url)`, where `load` may be `require`.
 */
export function requireHolders(text: string): RequireHolders | undefined {
  if (!/\bcreateRequire\b|=\s*require\s*(?:[;,}\n]|$)/.test(text)) return undefined
  const creator = creatorIn(text)
  const value = creator === undefined ? 'require' : `${creator}\\(\\s*import\\.meta\\.(?:url|filename)\\s*\\)`
  const holder = new RegExp(
    `(?<![\\w$])([\\w$]+)${type}\\s*=\\s*${comment}${value}(?=\\s*(?:[;,}\\n]|$))`,
    'g',
  )
  const names = [...text.matchAll(holder)].map(([, name = '']) => `(?<![\\w$.])${escaped(name)}`)
  const isMade = creator !== undefined && new RegExp(value).test(text)
  const callees = isMade ? [...names, value] : names
  if (callees.length === 0) return undefined
  const pattern = callees.join('|')
  const call = new RegExp(
    `(?:${pattern})\\(\\s*(?:'([^'\\n]+)'|"([^"\\n]+)"|\`([^\`$\\n]+))(\\s*\\+|\\$|)`,
    'g',
  )
  const calls = [...text.matchAll(call)].map(([, one, two, three, rest]) => ({
    name: one ?? two ?? three ?? '',
    isWhole: rest === '',
  }))
  return {
    names: calls.flatMap(({ name, isWhole }) => (isWhole ? [name] : [])),
    beginnings: calls.flatMap(({ name, isWhole }) => (isWhole ? [] : [name])),
    pattern,
    held:
      creator === undefined
        ? rangesOf(text, holder, 'require'.length)
        : rangesOf(text, new RegExp(`(?<![\\w$.])${value}`, 'g')),
    isModule: creator !== undefined,
  }
}

/** What is found, or only so much of its end. */
function rangesOf(text: string, pattern: RegExp, length?: number): Range[] {
  return [...text.matchAll(pattern)].map(({ 0: whole, index }) => {
    const end = index + whole.length
    return { start: end - (length ?? whole.length), end }
  })
}

const type = '(?:\\s*:\\s*[\\w.]+)?'
const comment = '(?:/\\*[^*]*\\*/\\s*)?'

/** A pattern for `createRequire` as the module names it. */
function creatorIn(text: string): string | undefined {
  const [, imported] = /\bimport\b([^'"();]*)\bfrom\s*['"](?:node:)?module['"]/.exec(text) ?? []
  if (imported === undefined) return undefined
  const [isNamed, alias = 'createRequire'] = /\bcreateRequire(?:\s+as\s+([\w$]+))?/.exec(imported) ?? []
  return isNamed === undefined ? '[\\w$]+\\.createRequire' : escaped(alias)
}

const escaped = (name: string): string => name.replaceAll('$', '\\$')
