import type { IncomingMessage } from 'node:http'
import type { AppKeys } from './appKeys.ts'

/** What a caller may do; each level may what the ones before may. Contract 9.3 */
export type AuthorizationLevel = 'anonymous' | 'user' | 'function' | 'system' | 'admin'

const LEVELS: readonly AuthorizationLevel[] = ['anonymous', 'user', 'function', 'system', 'admin']

/** The level a binding's `authLevel` asks for, ignoring case; undefined for one that does not exist. */
export function requiredLevel(authLevel: unknown): AuthorizationLevel | undefined {
  const name = String(authLevel ?? 'function').toLowerCase()
  return LEVELS.find((level) => level === name)
}

export function allows(caller: AuthorizationLevel, required: AuthorizationLevel): boolean {
  return LEVELS.indexOf(caller) >= LEVELS.indexOf(required)
}

/** Who calls. */
export interface Caller {
  readonly level: AuthorizationLevel
  /** Of the key that gave the level; undefined without one. */
  readonly keyName: string | undefined
}

/** The caller that the key of a request tells of, for one function or for none. */
export function keyedCaller(
  request: IncomingMessage,
  keys: AppKeys,
  functionName: string | undefined,
): Caller {
  const key = credential(request) ?? ''
  if (key === '') return ANONYMOUS
  if (key === keys.master) return { level: 'admin', keyName: 'master' }
  return (
    find('system', keys.system, key) ??
    find('function', keys.host, key) ??
    (functionName === undefined ? undefined : find('function', keys.ofFunction(functionName), key)) ??
    ANONYMOUS
  )
}

/** The caller where nobody needs a key, as under `func start`: an admin, but where nothing asked who it is. */
export function unkeyedCaller(request: IncomingMessage, required: AuthorizationLevel): Caller {
  const isAsked = required !== 'anonymous' || credential(request) !== undefined
  return isAsked ? { level: 'admin', keyName: undefined } : ANONYMOUS
}

const ANONYMOUS: Caller = { level: 'anonymous', keyName: undefined }

/** Whether a caller has the system key of a name, or the master key. */
export function callerMay(request: IncomingMessage, keys: AppKeys, systemKey: string): boolean {
  const { level, keyName } = keyedCaller(request, keys, undefined)
  return level === 'admin' || (level === 'system' && keyName === systemKey)
}

// The header counts even when it is wrong and the query is right.
function credential({ headers, url = '' }: IncomingMessage): string | undefined {
  const header = headers['x-functions-key']
  if (header !== undefined) return String(header)
  const at = url.indexOf('?')
  const query = at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))]
  return query.find(([name]) => name.toLowerCase() === 'code')?.[1]
}

function find(level: AuthorizationLevel, keys: ReadonlyMap<string, string>, key: string): Caller | undefined {
  const keyName = [...keys].find(([, value]) => value === key)?.[0]
  return keyName === undefined ? undefined : { level, keyName }
}
