import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AppKeys } from '../keys/appKeys.ts'
import { callerMay } from '../keys/authorization.ts'
import type { Log } from '../logEntry.ts'
import { type BlobEventServices, takeBlobEvents } from './blobEvents.ts'
import { type EventGridDelivery, eventGridDelivery } from './eventGridDelivery.ts'
import { findGridFunction, type GridEventServices, runForEvents } from './gridEvents.ts'

export interface WebhookOptions extends BlobEventServices, GridEventServices {
  readonly keys: AppKeys | undefined
  /** Bytes of a request's body. */
  readonly bodyLimit: number
  readonly log: Log
}

/** The extension that a webhook's URL names, in lower case; undefined for another URL. */
export function webhookExtension(url = ''): string | undefined {
  return /^\/runtime\/webhooks\/([^/?]+)/i.exec(url)?.[1]?.toLowerCase()
}

/**
 * Answers `/runtime/webhooks/<extension>`, where Event Grid delivers: to `blobs` what blob triggers wait for, to
 * `eventgrid` what Event Grid triggers do. Contract 5.11, 9.3
 */
export async function handleWebhook(
  extension: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: WebhookOptions,
): Promise<void> {
  const { keys, bodyLimit } = options
  if (extension !== 'blobs' && extension !== 'eventgrid') return answer(response, 404)
  if (!METHODS.has(request.method ?? '')) return answer(response, 405)
  if (keys && !callerMay(request, keys, `${extension}_extension`)) return answer(response, 401)
  const query = new URLSearchParams(request.url?.split('?')[1])
  const functionName = query.get('functionName') ?? ''
  const deliver = extension === 'blobs' ? toBlobs : toEventGrid
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return answer(response, 413)
  await deliver(functionName, request, response, options)
}

const METHODS = new Set(['GET', 'POST', 'DELETE', 'OPTIONS'])

async function toBlobs(
  functionName: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: WebhookOptions,
): Promise<void> {
  const delivery = eventGridDelivery(request.headers, await readText(request))
  if (delivery.kind !== 'events') return answerOther(response, delivery, functionName, options)
  const problem = await takeBlobEvents(functionName, delivery.events, options).catch(
    (error: unknown) => `The storage of the host did not take them: ${reasonOf(error)}`,
  )
  if (problem === undefined) answer(response, 202)
  else refuse(response, problem, options)
}

async function toEventGrid(
  functionName: string,
  request: IncomingMessage,
  response: ServerResponse,
  options: WebhookOptions,
): Promise<void> {
  const hosted = findGridFunction(functionName, options)
  if (!hosted) return answer(response, 404, `cannot find function: '${functionName}'`)
  if (request.method === 'OPTIONS') {
    const origin = String(request.headers['webhook-request-origin'] ?? '')
    response.setHeader('Webhook-Allowed-Origin', ORIGINS.has(origin) ? origin : PUBLIC_ORIGIN)
    return answer(response, 200)
  }
  const delivery = eventGridDelivery(request.headers, await readText(request))
  if (delivery.kind !== 'events') return answerOther(response, delivery, functionName, options)
  const isDone = await runForEvents(hosted, delivery.events, options)
  if (isDone) answer(response, 202)
  else answer(response, 500, `Exception while executing function: Functions.${hosted.name}`)
}

const PUBLIC_ORIGIN = 'eventgrid.azure.net'
const ORIGINS = new Set([PUBLIC_ORIGIN, 'eventgrid.azure.us', 'eventgrid.azure.cn'])

function answerOther(
  response: ServerResponse,
  delivery: Exclude<EventGridDelivery, { kind: 'events' }>,
  functionName: string,
  options: WebhookOptions,
): void {
  if (delivery.kind === 'unsubscribe') answer(response, 202)
  else if (delivery.kind === 'unknown') answer(response, 400, delivery.reason)
  else if (delivery.kind === 'unreadable') refuse(response, delivery.reason, options)
  else {
    const message = `perform handshake with eventGrid for function: ${functionName}`
    options.log({ level: 'information', category: CATEGORY, message })
    answer(response, 200, JSON.stringify({ validationResponse: delivery.code }))
  }
}

/** On Azure an exception of the extension: Event Grid delivers again. */
function refuse(response: ServerResponse, reason: string, { log }: WebhookOptions): void {
  log({ level: 'error', category: CATEGORY, message: `An Event Grid delivery cannot be used. ${reason}` })
  answer(response, 500, reason)
}

const CATEGORY = 'Host.Triggers.EventGrid'

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function answer(response: ServerResponse, status: number, text = ''): void {
  const type = text === '' ? {} : { 'Content-Type': 'text/plain; charset=utf-8' }
  response.writeHead(status, { ...type, 'Content-Length': Buffer.byteLength(text) }).end(text)
}
