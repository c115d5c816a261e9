/** Of a module that calls `require` by another name. */
export interface RequireHolders {
  /** What is called with a name that is written out, and what with the beginning of one. */
  readonly names: readonly string[]
  readonly beginnings: readonly string[]
  /** A pattern for what stands for `require`. */
  readonly pattern: string
  /** The module with what it holds given to this function first, and with more arguments. */
  readonly text: (wrapper: string, more: string) => string
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
    text: (wrapper, more) =>
      creator === undefined
        ? text.replace(holder, (whole) => whole.replace(/require$/, `${wrapper}(require${more})`))
        : text.replace(new RegExp(`(?<![\\w$.])${value}`, 'g'), (made) => `${wrapper}(${made}${more})`),
    isModule: creator !== undefined,
  }
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
