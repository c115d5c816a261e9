import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IncomingRequest, type NativeRequest } from './incomingRequest.ts'

const fields: [string, string][] = [
  ['host', 'a.example:80'],
  ['content-type', 'application/x-www-form-urlencoded'],
  ['x-a', '1'],
  ['x-a', '2'],
  ['connection', 'keep-alive'],
]

interface Given {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: Uint8Array | null
  readonly streams: boolean
}

function incoming({ method, path, query, body, streams }: Given): IncomingRequest {
  const head = {
    method,
    path,
    query,
    isOld: false,
    header: (name: string) => fields.find(([found]) => found === name)?.[1] ?? null,
    headers: () => fields,
  }
  return new IncomingRequest(
    head,
    body !== null && streams ? new Blob([new Uint8Array(body)]).stream() : body,
  )
}

function native({ method, path, query, body, streams }: Given): Request {
  const headers = new Headers(fields)
  headers.delete('connection')
  // A stream is a body even when nothing comes.
  const isBodiless = /^(?:get|head)$/i.test(method) || (body?.length === 0 && !streams)
  return new Request(`http://a.example:80${path}${query}`, {
    method,
    headers,
    body: isBodiless || body === null ? null : new Uint8Array(body),
  })
}

/** What one use of a request comes to; an error is one, whatever it says. */
const uses: Readonly<Record<string, (request: NativeRequest) => unknown>> = {
  method: ({ method }) => method,
  url: ({ url }) => url,
  headers: ({ headers }) => [...headers],
  bodyUsed: ({ bodyUsed }) => bodyUsed,
  hasBody: ({ body }) => body !== null,
  text: (request) => request.text(),
  json: (request) => request.json(),
  arrayBuffer: async (request) => Buffer.from(await request.arrayBuffer()).toString('hex'),
  blob: async (request) => {
    const { size, type } = await request.blob()
    return [size, type]
  },
  formData: async (request) => [...(await request.formData())],
  clone: (request) => request.clone().text(),
  stream: async ({ body }) => {
    const pieces: Uint8Array[] = []
    for await (const piece of body ?? []) pieces.push(piece)
    return Buffer.concat(pieces).toString('hex')
  },
}

async function outcome(use: string, request: NativeRequest): Promise<unknown> {
  try {
    return await uses[use]?.(request)
  } catch {
    return 'an error'
  }
}

const given = fc.record({
  method: fc.constantFrom('GET', 'POST', 'get', 'post', 'PATCH', 'patch', 'HEAD', 'DELETE'),
  path: fc.constantFrom('/', '/a/b', '/a/../b', '/%41', '/"x"'),
  query: fc.constantFrom('', '?', '?a=b', "?a='b'&c"),
  body: fc.constantFrom(
    null,
    ...['', 'a=b&c=d', '{"a":1}', '\ufeff{"a":1}', 'é'].map((text) => new Uint8Array(Buffer.from(text))),
    new Uint8Array([0xff, 0xfe, 0]),
  ),
  streams: fc.boolean(),
})

test('is to a function what a web Request is, whatever it asks for in whatever order', async () => {
  const order = fc.array(fc.constantFrom(...Object.keys(uses)), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(given, order, async (request, asked) => {
      const [ours, theirs] = [incoming(request), native(request)]
      for (const use of asked)
        expect([use, await outcome(use, ours)]).toEqual([use, await outcome(use, theirs)])
    }),
    { numRuns: 2000 },
  )
})

describe('the URL', () => {
  test('has the scheme that the client used', () => {
    const secure = new IncomingRequest(
      {
        method: 'GET',
        path: '/a',
        query: '?b',
        isOld: false,
        header: (name) => ({ host: 'a', 'x-forwarded-proto': 'https' })[name] ?? null,
        headers: () => [],
      },
      null,
    )
    expect(secure.url).toBe('https://a/a?b')
  })
})
