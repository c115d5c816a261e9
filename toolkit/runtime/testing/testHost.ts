import { afterAll, beforeEach, vi } from 'vitest'
import { createHandle } from '../handle.ts'
import type { HostSettings } from '../hostSettings.ts'
import { registry } from '../registry.ts'
import { loadOfficialLibrary } from './officialLibrary.ts'
import { fromRequest, toResponse } from './webHandle.ts'

export const library: typeof import('@azure/functions') = loadOfficialLibrary()
export const { app, input, output } = library

/** What was written, each line after `out ` or `err `. */
export const lines: string[] = []

const id = { 'x-azure-functions-invocationid': 'id-1' }

/** Empties the app and the lines before each test. */
export function useEmptyApp(): void {
  vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(`out ${line}`))
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(`err ${line}`))
  afterAll(() => vi.restoreAllMocks())
  beforeEach(() => {
    lines.length = 0
    for (const { metadata } of registry.all()) registry.remove(metadata.name)
  })
}

export async function send(request: Request, changed: Partial<HostSettings> = {}): Promise<Response> {
  const settings = { routePrefix: 'api', forwarding: true, proxying: false, ...changed }
  return toResponse(await createHandle(registry.all(), settings)(fromRequest(request)))
}

/** As the host forwards it: with an invocation id. */
export function forward(path: string, init: RequestInit = {}): Promise<Response> {
  return send(new Request(`http://127.0.0.1:1${path}`, { ...init, headers: { ...id, ...init.headers } }))
}

/** Posts an envelope, or a text as it is. */
export function invoke(path: string, body: unknown, changed: Partial<HostSettings> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { ...id, 'content-type': 'application/json' }
  return send(new Request(`http://127.0.0.1:1${path}`, { method: 'POST', headers, body: text }), changed)
}

/** The envelope of a function's trigger. */
export function envelopeOf(name: string, data: unknown, Metadata: object = {}): object {
  const [trigger = ''] = Object.keys(registry.get(name)?.metadata.bindings ?? {})
  return { Data: { [trigger]: data }, Metadata }
}

export function httpData(more: object = {}): object {
  return { Url: 'http://app/api/o?q=1&q=2', Method: 'POST', Headers: {}, ...more }
}
