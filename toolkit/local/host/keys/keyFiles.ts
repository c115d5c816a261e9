import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../../build/userError.ts'
import type { AppKeys } from './appKeys.ts'

/**
 * The keys in a folder of key files as the Functions host keeps them: `host.json` and a `<function>.json` for each
 * function, lower case. A file that is missing is written, with keys nobody has had before. Throws UserError for one
 * that is no key file.
 */
export function openKeys(directory: string): AppKeys {
  const { masterKey, functionKeys, systemKeys } = readOrWrite(directory, 'host', hostFile, () => ({
    masterKey: newKey('master'),
    functionKeys: [newKey('default')],
    systemKeys: [],
  }))
  const missing = EXTENSIONS.filter((name) => !systemKeys.some((known) => known.name === name)).map(newKey)
  if (missing.length > 0) {
    systemKeys.push(...missing)
    write(directory, 'host', { masterKey, functionKeys, systemKeys })
  }
  const known = new Map<string, ReadonlyMap<string, string>>()
  return {
    master: masterKey.value,
    host: byName(functionKeys),
    system: byName(systemKeys),
    ofFunction(functionName) {
      const name = functionName.toLowerCase()
      const keys =
        known.get(name) ??
        byName(readOrWrite(directory, name, functionFile, () => ({ keys: [newKey('default')] })).keys)
      known.set(name, keys)
      return keys
    },
  }
}

/** Of the extensions that have a webhook. */
const EXTENSIONS = ['blobs_extension', 'eventgrid_extension']

const key = z.object({
  name: z.string(),
  value: z.string().min(1),
  encrypted: z.literal(false, 'only keys with "encrypted": false can be read').default(false),
})
const hostFile = z.object({
  masterKey: key,
  functionKeys: z.array(key).default([]),
  systemKeys: z.array(key).default([]),
})
const functionFile = z.object({ keys: z.array(key) })

function readOrWrite<T>(directory: string, name: string, schema: z.ZodType<T>, create: () => T): T {
  const file = join(directory, `${name}.json`)
  if (existsSync(file)) return read(file, schema)
  const created = create()
  write(directory, name, created)
  return created
}

function write(directory: string, name: string, content: unknown): void {
  const file = join(directory, `${name}.json`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError
        ? cause.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', ')
        : String(cause)
    throw new UserError(
      'key-file-invalid',
      `${file} is no key file of the Functions host: ${reason}. Mend it, or remove it to get new keys.`,
      { cause },
    )
  }
}

function newKey(name: string) {
  return { name, value: randomBytes(40).toString('base64url'), encrypted: false as const }
}

function byName(keys: readonly { name: string; value: string }[]): ReadonlyMap<string, string> {
  return new Map(keys.map(({ name, value }) => [name, value]))
}
