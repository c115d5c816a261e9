import type { AppKeys } from './appKeys.ts'

/** What `GET /admin/…keys…` answers; undefined for a path that names no keys. `path` is lower case. */
export function keysAnswer(path: string, keys: AppKeys): object | undefined {
  const [, ofHost, hostKey] = /^\/admin\/host\/(keys|functionkeys|systemkeys)(?:\/([^/]+))?$/.exec(path) ?? []
  const [, functionName, functionKey] = /^\/admin\/functions\/([^/]+)\/keys(?:\/([^/]+))?$/.exec(path) ?? []
  if (functionName !== undefined) return answer(keys.ofFunction(functionName), functionKey)
  if (ofHost === undefined) return undefined
  if (ofHost !== 'systemkeys') return answer(keys.host, hostKey)
  return answer(
    hostKey === undefined ? keys.system : new Map([...keys.system, ['_master', keys.master]]),
    hostKey,
  )
}

function answer(keys: ReadonlyMap<string, string>, one: string | undefined): object | undefined {
  const list = [...keys].map(([name, value]) => ({ name, value }))
  return one === undefined ? { keys: list } : list.find(({ name }) => name.toLowerCase() === one)
}
