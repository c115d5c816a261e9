import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpFunction, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { type Storage, startStorage } from './storage.ts'

let storage: Storage
beforeAll(async () => {
  storage = await startStorage()
})
afterAll(() => storage[Symbol.asyncDispose]())

let tests = 0

const queueOut = (queueName: string, properties: object = {}) => ({
  name: 'out',
  type: 'queue',
  direction: 'out',
  queueName,
  ...properties,
})

/** What a queue holds after a function gave this value to its output. */
async function queued(value: unknown, properties: object = {}): Promise<readonly string[]> {
  const queueName = `made-${++tests}`
  const isReturn = 'name' in properties
  await using app = await runApp({
    functions: { hello: httpFunction({}, queueOut(queueName, properties)) },
    answers: { '/hello': { json: isReturn ? { ReturnValue: value } : { Outputs: { out: value } } } },
    environment: storage.settings,
  })
  expect((await fetch(`${app.url}/api/hello`)).status).toBe(200)
  return storage.texts(queueName)
}

/** The bytes of the blob after a function gave this value to its output. */
async function stored(value: unknown): Promise<Buffer> {
  const name = `blob-${++tests}`
  const file = { name: 'file', type: 'blob', direction: 'out', path: `made/${name}` }
  await using app = await runApp({
    functions: { hello: httpFunction({}, file) },
    answers: { '/hello': { json: { Outputs: { file: value } } } },
    environment: storage.settings,
  })
  await fetch(`${app.url}/api/hello`)
  return storage.blobs.getContainerClient('made').getBlobClient(name).downloadToBuffer()
}

describe('contract 13.2, outputs', () => {
  it.each([
    ['aGVsbG8=', {}, ['hello']],
    ['aGVsbG8=', { name: '$return' }, ['hello']],
    ['aGVsbG8=', { dataType: 'binary' }, ['aGVsbG8=']],
    [['aGVsbG8='], {}, ['aGVsbG8=']],
    ['no base64!', {}, ['no base64!']],
  ])(
    '19. makes of the string %j, for an output with %j, the messages %j',
    async (value, properties, texts) => {
      expect(await queued(value, properties)).toEqual(texts)
    },
  )

  it.each([
    [
      ['a!', { n: 1 }, 5, true],
      ['a!', '{\n  "n": 1\n}', '5', 'True'],
    ],
    ['["a!",{"n":1}]', ['a!', '{\n  "n": 1\n}']],
    [{ n: [1] }, ['{\n  "n": [\n    1\n  ]\n}']],
    [' {"n":1}', ['{\n  "n": 1\n}']],
    [{ at: '2026-01-02T03:04:05.000Z' }, ['{\n  "at": "2026-01-02T03:04:05Z"\n}']],
    ['2026-01-02T03:04:05Z', ['01/02/2026 03:04:05']],
  ])('20. makes of %j the messages %j', async (value, texts) => {
    expect([...(await queued(value))].sort()).toEqual([...texts].sort())
  })

  it('20. takes the members of a ReturnValue for outputs where none is named $return, and guesses nothing', async () => {
    const queueName = `made-${++tests}`
    await using app = await runApp({
      functions: { hello: httpFunction({}, queueOut(queueName)) },
      answers: { '/hello': { json: { Outputs: { out: 'lost' }, ReturnValue: { out: 'aGVsbG8=' } } } },
      environment: storage.settings,
    })
    await fetch(`${app.url}/api/hello`)
    expect(await storage.texts(queueName)).toEqual(['aGVsbG8='])
  })

  it.each([
    ['text!', Buffer.from('text!')],
    [{ n: [1] }, Buffer.from('{"n":[1]}')],
    ['aGVsbG8=', Buffer.from('hello')],
    [258, Buffer.from([2, 1, 0, 0])],
    [true, Buffer.from([1])],
  ])('20. makes of %j the blob %j', async (value, bytes) => {
    expect(await stored(value)).toEqual(bytes)
  })
})
