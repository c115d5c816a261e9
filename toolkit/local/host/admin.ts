import type { IncomingMessage, ServerResponse } from 'node:http'
import { UserError } from '../../build/userError.ts'
import type { HostedFunction } from './functionFolders.ts'
import { HOST_VERSION } from './hostVersion.ts'
import type { Invoke } from './invoke.ts'
import type { StorageClients } from './storageClients.ts'
import { manualEvent } from './triggers/manualEvent.ts'

export interface AdminOptions {
  readonly hostId: string
  readonly functions: readonly HostedFunction[]
  /** Why the host does not run; empty while it does. */
  readonly errors: () => readonly string[]
  readonly invoke: Invoke
  readonly storage: StorageClients
}

/** Answers the host's own API below `/admin`. Contract 9.3 */
export async function handleAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  options: AdminOptions,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0]?.replace(/\/$/, '').toLowerCase() ?? ''
  const name = /^\/admin\/functions\/([^/]+)$/.exec(path)?.[1]
  const hosted = options.functions.find((each) => each.name.toLowerCase() === name)
  if (request.method === 'POST' && hosted) return runByHand(hosted, request, response, options)
  if (request.method !== 'GET') return answer(response, 404)
  if (path === '/admin/host/ping') return answer(response, 200)
  if (path === '/admin/host/status') return answer(response, 200, status(options))
  if (path === '/admin/functions') return answer(response, 200, options.functions.map(describe))
  return hosted ? answer(response, 200, describe(hosted)) : answer(response, 404)
}

async function runByHand(
  hosted: HostedFunction,
  request: IncomingMessage,
  response: ServerResponse,
  { invoke, storage }: AdminOptions,
): Promise<void> {
  if (hosted.trigger.type.toLowerCase() === 'httptrigger') {
    return answer(response, 400, { message: `'${hosted.name}' is an HTTP function: call its URL.` })
  }
  const input = await readInput(request)
  if (input === undefined) {
    return answer(response, 400, { message: 'Send a JSON object with a text: {"input": "..."}.' })
  }
  try {
    const event = await manualEvent(hosted, input, storage)
    answer(response, 202)
    await invoke(hosted, event, () => true)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    answer(response, 400, { message: error.message })
  }
}

async function readInput(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (text.trim() === '') return ''
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('input' in value)) return ''
    return typeof value.input === 'string' ? value.input : undefined
  } catch {
    return undefined
  }
}

function status({ hostId, errors }: AdminOptions): object {
  return {
    id: hostId,
    state: errors().length === 0 ? 'Running' : 'Error',
    version: HOST_VERSION,
    versionDetails: HOST_VERSION,
    processUptime: Math.round(process.uptime() * 1000),
    errors: errors(),
  }
}

function describe({ name, trigger, inputs, outputs, isDisabled }: HostedFunction): object {
  return {
    name,
    href: `/admin/functions/${name}`,
    language: 'Custom',
    config: { bindings: [trigger, ...inputs, ...outputs] },
    isDisabled,
  }
}

function answer(response: ServerResponse, statusCode: number, body?: unknown): void {
  if (body === undefined) response.writeHead(statusCode, { 'Content-Length': 0 }).end()
  else {
    response
      .writeHead(statusCode, { 'Content-Type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body))
  }
}
