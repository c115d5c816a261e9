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

/** The level that the key of a request gives it, for one function or for none. */
export function callerLevel(
  request: IncomingMessage,
  keys: AppKeys,
  functionName: string | undefined,
): AuthorizationLevel {
  const key = credential(request)
  if (key === '') return 'anonymous'
  if (key === keys.master) return 'admin'
  if (has(keys.system, key)) return 'system'
  if (has(keys.host, key)) return 'function'
  return functionName !== undefined && has(keys.ofFunction(functionName), key) ? 'function' : 'anonymous'
}

// The header counts even when it is wrong and the query is right.
function credential({ headers, url = '' }: IncomingMessage): string {
  const header = headers['x-functions-key']
  if (header !== undefined) return String(header)
  const at = url.indexOf('?')
  return at < 0 ? '' : (new URLSearchParams(url.slice(at + 1)).get('code') ?? '')
}

function has(keys: ReadonlyMap<string, string>, key: string): boolean {
  return [...keys.values()].includes(key)
}
