import { readFile, writeFile } from 'node:fs/promises'
import { findUses } from './declarationUses.ts'
import { parseBundle } from './parseBundle.ts'
import { postponedNames } from './postponedNames.ts'

/** Spares a start what only later requests ask for of the runtime. */
export async function postponeIn(bundle: string): Promise<void> {
  await writeFile(bundle, postpone(await readFile(bundle, 'utf8'), new Set(postponedNames)))
}

/**
 * Pure: the same bundle, in which the functions and classes of these names are made when the first of them is asked for. At
 * the top of a bundle each costs every start, used or not. What cannot be moved without a difference stays where it is.
 */
export function postpone(bundle: string, names: ReadonlySet<string>): string {
  const program = bundle.includes(later) ? undefined : parseBundle(bundle)
  if (program === undefined) return bundle
  const uses = findUses(program, names)
  if (uses.size === 0) return bundle
  const moved = [...uses.values()].map(({ declaration }) => declaration)
  const isMoved = (at: number) => moved.some(({ start, end }) => start <= at && at < end)
  const edits = moved.map(({ start, end }): Edit => ({ start, end, text: '' }))
  for (const [name, { references }] of uses) {
    for (const { start, end, isShorthand } of references) {
      if (isMoved(start)) continue
      // In brackets, for `new` would take the call for its own.
      const text = `(${later}().${name})`
      edits.push({ start, end, text: isShorthand ? `${name}:${text}` : text })
    }
  }
  const declarations = moved.map(({ start, end }) => bundle.slice(start, end)).join(';')
  const made = `${declarations};return{${[...uses.keys()].join(',')}}`
  return `${edited(bundle, edits)};var ${later}_;function ${later}(){return ${later}_??=(()=>{${made}})()}\n`
}

const later = '__later'

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function edited(text: string, edits: readonly Edit[]): string {
  let done = ''
  let at = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    done += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return done + text.slice(at)
}
