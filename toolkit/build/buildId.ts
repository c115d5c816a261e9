import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashDirectory } from './hashFiles.ts'
import { parseHostJson } from './hostJson.ts'

/** The header that tells which build answers. */
export const buildIdHeader = 'x-build-id'

/**
 * Gives an app folder the id of its content, as a header that the Functions host puts on every answer (host.json,
 * `extensions.http.customHeaders`): so an app in any language tells what it runs, and no function is called for it.
 * A zip cannot contain its own hash; this is the hash of the files in it before they are told.
 */
export function stampBuildId(directory: string): void {
  const file = join(directory, 'host.json')
  const id = createHash('sha256')
    .update(JSON.stringify(hashDirectory(directory)))
    .digest('hex')
    .slice(0, 16)
  const hostJson: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const stamped = withMember(hostJson, ['extensions', 'http', 'customHeaders', buildIdHeader], id)
  writeFileSync(file, `${JSON.stringify(stamped, null, 2)}\n`)
}

/** The id that the text of a host.json tells, or nothing where the build before it had none. */
export function buildIdOf(hostJson: string, path: string): string | undefined {
  const headers = Object.entries(parseHostJson(hostJson, path).http.customHeaders)
  return headers.find(([name]) => name.toLowerCase() === buildIdHeader)?.[1]
}

/** A copy with one member set; names match ignoring case, as the host reads them (contract 2.1). */
function withMember(value: unknown, [name, ...rest]: readonly string[], id: string): unknown {
  if (name === undefined) return id
  const members = Object.entries(typeof value === 'object' && value !== null ? value : {})
  const [key, member] = members.find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [name]
  return { ...Object.fromEntries(members), [key]: withMember(member, rest, id) }
}
