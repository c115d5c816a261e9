import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blobContent } from '../local/host/answer/blobContent.ts'
import { httpResult } from '../local/host/answer/httpResult.ts'
import { guessed } from '../local/host/answer/outputValue.ts'
import { parseAnswer } from '../local/host/answer/parseAnswer.ts'
import { queueMessages } from '../local/host/answer/queueMessages.ts'
import { encodeValue } from '../local/host/envelope/encodeValue.ts'
import { app, envelopeOf, httpData, invoke, output, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

const queue = { queueName: 'q', connection: 'C' }
// What the host rewrites where nothing can protect it: a text that is nothing but a date.
const DATE = '2026-01-02T03:04:05Z'
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.base64String({ maxLength: 60 }),
  fc.json(),
  fc.constantFrom('', 'null', '"null"', 'test', '12345678', '[1', '{"a"', ' [1,2] ', DATE, '\uFEFFx'),
)
const bytes = fc.uint8Array({ maxLength: 60 })
const wellFormed = text.filter((value) => value.isWellFormed())

/** Sends a value as the host does, and gives back its answer as the host reads it. */
async function call(value: Parameters<typeof encodeValue>[0]): ReturnType<typeof read> {
  return read(await invoke('/f', { Data: { in: encodeValue(value) }, Metadata: {} }))
}

async function read(response: Response) {
  const { status, statusText, headers } = response
  const body = Buffer.from(await response.arrayBuffer())
  return parseAnswer({ status, statusText, contentType: headers.get('content-type') ?? '', body })
}

/** A function that remembers what it got. */
function remembering(dataType?: string): unknown[] {
  const seen: unknown[] = []
  app.generic('f', {
    trigger: { type: 'queueTrigger', name: 'in', ...queue, ...(dataType && { dataType }) },
    handler: (value) => void seen.push(value),
  })
  return seen
}

// The library's own rule: text that is JSON is its value.
function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

describe('what the host encodes reaches the function:', () => {
  test('every text', async () => {
    const seen = remembering()
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        await call(value)
        expect(seen.pop()).toEqual(parsed(value))
      }),
    )
  })

  test('every bytes', async () => {
    const seen = remembering('binary')
    await fc.assert(
      fc.asyncProperty(bytes, async (value) => {
        await call(value)
        expect(seen.pop()).toEqual(Buffer.from(value))
      }),
    )
  })

  test('every object, list, number and boolean', async () => {
    const seen = remembering()
    const json = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.integer()), fc.boolean())
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        await call(value)
        expect(seen.pop()).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('every batch of texts and of documents', async () => {
    const seen = remembering()
    const batch = fc.array(fc.oneof(text, fc.dictionary(fc.string(), fc.jsonValue())), { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(batch, async (values) => {
        await call(values)
        const allTexts = values.every((value) => typeof value === 'string')
        const expected = allTexts ? values.map((value) => parsed(String(value))) : values
        expect(seen.pop()).toEqual(JSON.parse(JSON.stringify(expected)))
      }),
    )
  })

  test('every batch of bytes', async () => {
    const seen = remembering('binary')
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { minLength: 1 }), async (values) => {
        await call(JSON.parse(JSON.stringify(values.map((value) => Buffer.from(value).toString('base64')))))
        expect(seen.pop()).toEqual(values.map((value) => Buffer.from(value)))
      }),
    )
  })
})

describe('what the function gives is written by the host:', () => {
  let answer: unknown
  const returning = (to: ReturnType<typeof output.generic>) =>
    app.generic('f', {
      trigger: { type: 'queueTrigger', name: 'in', ...queue },
      return: to,
      handler: () => answer,
    })

  test('every text and every bytes as one queue message, unless the text is a list', async () => {
    returning(output.storageQueue(queue))
    await fc.assert(
      fc.asyncProperty(fc.oneof(wellFormed, bytes), async (value) => {
        fc.pre(typeof value !== 'string' || !(value.startsWith('[') && Array.isArray(parsed(value))))
        answer = value
        const { returnValue } = await call('x')
        expect(queueMessages(guessed(returnValue, undefined))).toEqual([Buffer.from(value)])
      }),
    )
  })

  test('every list of texts as that many queue messages', async () => {
    returning(output.storageQueue(queue))
    await fc.assert(
      fc.asyncProperty(fc.array(wellFormed, { minLength: 1 }), async (values) => {
        fc.pre(values.length === 1 || !values.includes(DATE))
        answer = values
        const { returnValue } = await call('x')
        expect(queueMessages(guessed(returnValue, undefined))).toEqual(
          values.map((value) => Buffer.from(value)),
        )
      }),
    )
  })

  test('every text, bytes and document as the content of a blob', async () => {
    returning(output.storageBlob({ path: 'a/b', connection: 'C' }))
    const content = fc.oneof(wellFormed, bytes, fc.dictionary(fc.string(), fc.jsonValue()))
    await fc.assert(
      fc.asyncProperty(content, async (value) => {
        answer = value
        const { returnValue } = await call('x')
        const isRaw = typeof value === 'string' || value instanceof Uint8Array
        const expected = isRaw ? Buffer.from(value) : Buffer.from(JSON.stringify(value))
        expect(blobContent(guessed(returnValue, undefined))).toEqual(expected)
      }),
    )
  })

  test('every text as the body of an HTTP answer, with its status and headers', async () => {
    app.http('f', {
      extraOutputs: [output.storageQueue(queue)],
      handler: () => ({ status: 201, headers: { 'x-a': '1' }, body: String(answer) }),
    })
    await fc.assert(
      fc.asyncProperty(wellFormed, async (value) => {
        fc.pre(value !== DATE)
        answer = value
        const res = { name: 'res', type: 'http', direction: 'out' } as const
        const result = httpResult([res], await read(await invoke('/f', envelopeOf('f', httpData()))))
        expect([result.status, result.headers['x-a'], result.body]).toEqual([201, '1', value])
      }),
    )
  })
})
