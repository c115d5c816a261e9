import { buildFacts } from './buildFacts.ts'
import type { FunctionCallback } from './coreTypes.ts'
import { registry } from './registry.ts'

type Register = (name: string, options: unknown) => void

/**
 * One of the library's calls such as `app.http`; `member` is its name. For a function that the build has met it registers
 * what the host has read of it in function.json, which is what the library made of the same call then; else the library
 * makes it anew.
 */
export function registering<Member extends string>(
  member: Member,
  library: () => { readonly app: Readonly<Record<Member, Register>> },
): Register {
  return (name, options) => {
    const metadata = buildFacts.functions[name]
    const callback = handlerOf(options)
    if (metadata === undefined || callback === undefined) library().app[member](name, options)
    else registry.add({ metadata, callback })
  }
}

// `app.get` and its like take the handler alone, too.
function handlerOf(options: unknown): FunctionCallback | undefined {
  const isAlone = typeof options !== 'object' || options === null
  const handler = isAlone ? options : 'handler' in options && options.handler
  return isCallback(handler) ? handler : undefined
}

function isCallback(value: unknown): value is FunctionCallback {
  return typeof value === 'function'
}
