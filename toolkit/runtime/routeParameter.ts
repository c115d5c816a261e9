import { createRouteConstraint } from './routeConstraint.ts'

export interface RouteParameter {
  readonly name: string
  readonly optional: boolean
  readonly catchAll: boolean
  readonly defaultValue: string | undefined
  readonly constraints: readonly ((value: string) => boolean)[]
}

/** Reads what stands between the braces: `*rest`, `id:int?`, `size:range(1,9)=3`. */
export function parseRouteParameter(text: string, fail: (reason: string) => Error): RouteParameter {
  const head = /^(\*{0,2})([^*:=?/{}]+)/.exec(text)
  const name = head?.[2]
  if (head === null || name === undefined) throw fail(`'{${text}}' has no usable parameter name.`)
  const constraints: ((value: string) => boolean)[] = []
  let rest = text.slice(head[0].length)
  while (rest.startsWith(':')) {
    const [whole, key = '', argument] = readConstraint(rest)
    const constraint = createRouteConstraint(key, argument)
    if (constraint === undefined)
      throw fail(`the constraint '${whole.slice(1)}' is not known or not complete.`)
    constraints.push(constraint)
    rest = rest.slice(whole.length)
  }
  const optional = rest === '?'
  const defaultValue = rest.startsWith('=') ? rest.slice(1) : undefined
  if (rest !== '' && !optional && defaultValue === undefined)
    throw fail(`'{${text}}' cannot be read after its name.`)
  const catchAll = head[1] !== ''
  if (optional && catchAll) throw fail(`the catch-all parameter '${name}' cannot be optional.`)
  if (defaultValue?.endsWith('?')) throw fail(`the optional parameter '${name}' cannot have a default value.`)
  return { name, optional, catchAll, defaultValue, constraints }
}

// An argument ends at the first `)` that something may follow, so a regex may hold parentheses and colons.
function readConstraint(text: string): readonly [string, string | undefined, string | undefined] {
  const [whole, key, argument] =
    /^:([^:=?(]+)\((.*?)\)(?=$|[:=]|\?$)/.exec(text) ?? /^:([^:=?(]+)(?=$|[:=?])/.exec(text) ?? []
  return [whole ?? text, key, argument]
}
