import fc from 'fast-check'
import { expect } from 'vitest'
import type { Case } from './case.ts'
import { exchange } from './exchange.ts'
import { effects, post } from './invocation.ts'
import type { RunningHandler } from './runningHandler.ts'

const runs = { numRuns: 60 }
const bytes = fc.uint8Array({ maxLength: 200 })
// Base64 by chance, JSON by chance, and everything else that a text may be.
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'abcdXYZ0123456789+/='), maxLength: 12 }),
  fc.json({ maxDepth: 3 }),
)

/** Any value through the handler and through what the host makes of its answer. */
export const generatedCases: readonly Case[] = [
  {
    number: '6.20',
    title: 'any text of a queue message becomes a blob of that text',
    run: (handler) =>
      fc.assert(
        fc.asyncProperty(text, async (message) => {
          const { blob } = await invoke(handler, 'store', encoded(message))
          expect(sameText(String(blob ?? ''), message)).toBe(true)
        }),
        runs,
      ),
  },
  {
    number: '12.20',
    title: 'any text of a queue message goes on as one message of that text, a JSON list as one per element',
    run: (handler) =>
      fc.assert(
        fc.asyncProperty(text, async (message) => {
          const { messages = [] } = await invoke(handler, 'pass', encoded(message))
          const parsed = parse(message)
          const expected = Array.isArray(parsed) ? parsed.map(textOf) : [message]
          const sent = messages.map(String)
          expect(sent).toHaveLength(expected.length)
          for (const [index, each] of expected.entries()) expect(sameText(sent[index] ?? '', each)).toBe(true)
        }),
        runs,
      ),
  },
  {
    number: '13.20',
    title: 'any bytes become a blob of those bytes',
    run: (handler) =>
      fc.assert(
        fc.asyncProperty(bytes, async (content) => {
          const { blob } = await invoke(
            handler,
            'bytes',
            encoded(`0x${Buffer.from(content).toString('hex')}`),
          )
          expect(blob ?? Buffer.alloc(0)).toEqual(Buffer.from(content))
          const copied = await invoke(handler, 'copy', Buffer.from(content).toString('base64'))
          expect(copied.blob ?? Buffer.alloc(0)).toEqual(Buffer.from(content))
        }),
        runs,
      ),
  },
  {
    number: '10.20',
    title: 'any text is the body of an HTTP answer in the envelope',
    run: (handler) =>
      fc.assert(
        fc.asyncProperty(text, async (Body) => {
          const request = { Url: 'http://localhost/api/echo', Method: 'POST', Headers: {}, Params: {}, Body }
          const { http, messages = [] } = await invoke(handler, 'echo', request)
          expect(JSON.parse(http?.body ?? '').body).toBe(Body)
          // A library may make a message of every element of a list.
          if (Body !== '[]') expect(messages.length > 0).toBe(Body !== '')
        }),
        runs,
      ),
  },
  {
    number: '19.20',
    title: 'any bytes go through a forwarded request and back',
    run: (handler) =>
      fc.assert(
        fc.asyncProperty(bytes, fc.constantFrom('POST', 'PUT', 'PATCH'), async (content, method) => {
          const headers = { 'content-type': 'application/octet-stream' }
          const answer = await exchange(handler, { method, path: '/api/mirror/200', headers, body: content })
          expect([answer.headers['x-method'], answer.body]).toEqual([method, Buffer.from(content)])
        }),
        runs,
      ),
  },
]

async function invoke(handler: RunningHandler, name: string, trigger: unknown) {
  return effects(handler, name, await post(handler, { function: name, trigger }))
}

// Contract 5.6: the JSON of the text, which the envelope encodes once more.
function encoded(value: string): string {
  return JSON.stringify(value)
}

// A library may have parsed a message that is JSON: then any text of the same JSON will do.
function sameText(actual: string, expected: string): boolean {
  if (actual === expected) return true
  const [one, other] = [parse(actual), parse(expected)]
  if (typeof other === 'string' && actual === other) return true
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
