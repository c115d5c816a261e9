import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { UserError } from '../../build/userError.ts'
import { functionDescription } from './functionDescription.ts'
import type { HostedFunction } from './functionFolders.ts'
import { HOST_VERSION } from './hostVersion.ts'
import type { Invoke } from './invoke.ts'
import type { AppKeys } from './keys/appKeys.ts'
import { keyedCaller } from './keys/authorization.ts'
import { keysAnswer } from './keys/keysApi.ts'
import type { StorageClients } from './storageClients.ts'
import { manualEvent } from './triggers/manualEvent.ts'

export interface AdminOptions {
  readonly hostId: string
  readonly environment: Readonly<Record<string, string>>
  readonly directory: string
  readonly routePrefix: string
  readonly functions: readonly HostedFunction[]
  /** Why the host does not run; empty while it does. */
  readonly errors: () => readonly string[]
  /** Why a function does not run. */
  readonly functionErrors: (name: string) => readonly string[]
  readonly keys: AppKeys | undefined
  readonly invoke: Invoke
  readonly storage: StorageClients
}

/** Answers the host's own API below `/admin`. Contract 9.3 */
export async function handleAdmin(
  request: IncomingMessage,
  response: ServerResponse,
  options: AdminOptions,
): Promise<void> {
  const { functions, keys } = options
  const asked = (request.url ?? '').split('?')[0]?.replace(/\/$/, '') ?? ''
  const path = asked.toLowerCase()
  if (path === '/admin/host/ping') {
    response.setHeader('Cache-Control', 'no-store, no-cache')
    return answer(response, /^(GET|POST)$/.test(request.method ?? '') ? 200 : 404)
  }
  if (keys && keyedCaller(request, keys, undefined).level !== 'admin') return answer(response, 401)
  const [, name, isStatus] = /^\/admin\/functions\/([^/]+)(\/status)?$/.exec(path) ?? []
  const hosted = functions.find((each) => each.name.toLowerCase() === name)
  if (request.method === 'POST' && hosted && !isStatus) return runByHand(hosted, request, response, options)
  if (request.method === 'POST' && path === '/admin/host/synctriggers') {
    return answer(response, 200, { status: 'success' })
  }
  if (request.method !== 'GET') return answer(response, 404)
  if (path === '/admin/host/status') return answer(response, 200, status(options))
  const context = { ...options, baseUrl: `http://${request.headers.host ?? 'localhost'}` }
  const described = (each: HostedFunction) => functionDescription(each, context)
  if (path === '/admin/functions') return answer(response, 200, functions.map(described))
  if (name !== undefined && isStatus)
    return answerFunctionStatus(response, hosted, options.functionErrors(name))
  if (hosted) return answer(response, 200, described(hosted))
  const found = keys && isKnown(path, functions) && keysAnswer(path, keys)
  if (!found) return answer(response, 404)
  answer(response, 200, { ...found, links: [{ rel: 'self', href: `${context.baseUrl}${asked}` }] })
}

/** Keys are given to the functions there are; asking for others must not make a file. */
function isKnown(path: string, functions: readonly HostedFunction[]): boolean {
  const name = /^\/admin\/functions\/([^/]+)\//.exec(path)?.[1]
  return name === undefined || functions.some((each) => each.name.toLowerCase() === name)
}

function answerFunctionStatus(
  response: ServerResponse,
  hosted: HostedFunction | undefined,
  errors: readonly string[],
): void {
  if (errors.length > 0) answer(response, 200, { errors })
  else if (hosted) answer(response, 200, {})
  else answer(response, 404)
}

async function runByHand(
  hosted: HostedFunction,
  request: IncomingMessage,
  response: ServerResponse,
  { invoke, storage, environment, hostId }: AdminOptions,
): Promise<void> {
  if (hosted.trigger.type.toLowerCase() === 'httptrigger') {
    return answer(response, 400, { message: `'${hosted.name}' is an HTTP function: call its URL.` })
  }
  const input = await readInput(request)
  if (input === undefined) {
    return answer(response, 400, { message: 'Send a JSON object with a text: {"input": "..."}.' })
  }
  try {
    const event = await manualEvent(hosted, input, { storage, environment, hostId })
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
  const reasons = errors()
  return {
    id: hostId,
    state: reasons.length === 0 ? 'Running' : 'Error',
    version: HOST_VERSION,
    versionDetails: HOST_VERSION,
    platformVersion: '',
    instanceId: INSTANCE_ID,
    computerName: '',
    processUptime: Math.round(process.uptime() * 1000),
    functionAppContentEditingState: 'Unknown',
    ...(reasons.length > 0 && { errors: reasons }),
  }
}

const INSTANCE_ID = randomUUID()

function answer(response: ServerResponse, statusCode: number, body?: unknown): void {
  if (body === undefined) response.writeHead(statusCode, { 'Content-Length': 0 }).end()
  else {
    response
      .writeHead(statusCode, { 'Content-Type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(body))
  }
}
