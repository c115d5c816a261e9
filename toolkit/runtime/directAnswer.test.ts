import fc from 'fast-check'
import { expect, test } from 'vitest'
import { directAnswer } from './directAnswer.ts'
import { toAnswer } from './forwardedHttp.ts'
import type { Answer } from './http/answer.ts'
import { run } from './invoke.ts'
import { registry } from './registry.ts'
import { app, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

/** What goes over the wire of an answer, or that there is none. */
async function wire(answer: Answer | undefined) {
  if (answer === undefined) return undefined
  const body = await new Response(answer.body).text()
  return { status: answer.status, headers: answer.headers.map(String).sort(), body }
}

/** The same result through the library's own modules. */
async function throughLibrary(result: object): Promise<Answer> {
  const registered = registry.get('answers')
  if (registered === undefined) throw new Error('not registered')
  const request = { invocationId: 'id', inputData: [], triggerMetadata: {} }
  const ran = await run({ ...registered, callback: () => result }, request)
  return toAnswer((await ran.toResponse(ran.result)).returnValue)
}

const headers = fc.dictionary(
  fc.constantFrom('Content-Type', 'content-type', 'X-One', 'x-two', 'Set-Cookie', 'ETag'),
  fc.constantFrom('a', 'text/html', ' padded ', ''),
  { noNullPrototype: true },
)
const results = fc.record(
  {
    status: fc.constantFrom(undefined, 200, 201, 204, 205, 304, 404, 418, 500),
    headers: fc.option(headers, { nil: undefined }),
    jsonBody: fc.option(fc.jsonValue(), { nil: undefined }),
    body: fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array(),
      fc.constant(undefined),
      fc.constant(null),
    ),
    cookies: fc.constantFrom(undefined, [], [{ name: 'a', value: 'b' }]),
  },
  { requiredKeys: [], noNullPrototype: true },
)

test('an answer made in one step is the answer the library makes', async () => {
  app.http('answers', { handler: async () => ({}) })
  let direct = 0
  await fc.assert(
    fc.asyncProperty(results, async (result) => {
      const answer = directAnswer(result)
      if (answer === undefined) return
      direct += 1
      expect(await wire(answer)).toEqual(await wire(await throughLibrary(result)))
    }),
    { numRuns: 1000 },
  )
  expect(direct).toBeGreaterThan(100)
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a text', 'text'],
  ['an instance of a class', new (class Answer {})()],
  ['a status without a body', { status: 204, body: 'x' }],
  ['a status the platform refuses', { status: 999 }],
  ['a status that is no number', { status: '200' }],
  ['a cookie', { cookies: [{ name: 'a', value: 'b' }] }],
  ['headers that may hold a name twice', { headers: new Headers() }],
  ['a header that is no text', { headers: { 'x-a': 1 } }],
  ['JSON that is no text', { jsonBody: () => 1 }],
  ['a stream', { body: new ReadableStream() }],
])('%s is left to the library', (_, result) => {
  expect(directAnswer(result)).toBeUndefined()
})
