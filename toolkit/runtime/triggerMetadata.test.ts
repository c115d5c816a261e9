import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { RpcTypedData } from './coreTypes.ts'
import { invoke } from './invoke.ts'
import type { JsonRecord } from './json.ts'
import { registry } from './registry.ts'
import { app, useEmptyApp } from './testing/testHost.ts'
import { decodeTriggerMetadata } from './triggerMetadata.ts'

useEmptyApp()
beforeEach(() => app.storageQueue('reads', { queueName: 'q', connection: 'C', handler: () => {} }))

/** Contract 5.3 in the terms of the protocol that the library speaks with Microsoft's host. */
function toProtocol(metadata: JsonRecord): Record<string, RpcTypedData> {
  const entries = Object.entries(metadata).map(([key, value]): [string, RpcTypedData] => [
    key,
    toTyped(value),
  ])
  return Object.fromEntries(entries)
}

function toTyped(value: unknown): RpcTypedData {
  if (typeof value !== 'string') return value === null ? {} : { json: JSON.stringify(value) }
  let parsed: unknown
  try {
    parsed = JSON.parse(value)
  } catch {
    return { string: value }
  }
  if (parsed === null) return {}
  if (typeof parsed === 'string') return { string: parsed }
  if (Array.isArray(parsed) && parsed.length > 0 && parsed.every((item) => typeof item === 'string'))
    return { collectionString: { string: parsed } }
  return { json: value }
}

/** The context of an invocation with one of the two. */
async function contextOf(
  name: string,
  given: { triggerMetadata?: Record<string, RpcTypedData>; envelopeMetadata?: JsonRecord },
): Promise<object> {
  const registered = registry.get(name)
  if (registered === undefined) throw new Error('not registered')
  let found = {}
  // Without input data the context is the only argument.
  const callback = (context: unknown) => {
    found = Object(context)
  }
  await invoke(
    { ...registered, callback },
    { invocationId: 'id', inputData: [], triggerMetadata: {}, ...given },
  )
  return found
}

const text = fc.oneof(
  fc.string(),
  fc.json(),
  fc.json().map((json) => JSON.stringify(json)),
  fc.constantFrom('2026-06-20T06:00:06+00:00', '12', 'null', '', '["a","1"]', '"["'),
)
const name = fc.string().filter((key) => key !== '__proto__')
// A nested `__proto__` becomes the prototype of what the library makes: here it is a key.
const value = fc
  .oneof(
    text,
    fc.json().map((json) => JSON.parse(json)),
  )
  .filter((item) => !JSON.stringify(item).includes('__proto__'))

test('the metadata is what the library makes of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { noNullPrototype: true }), async (generated) => {
      const metadata = JSON.parse(JSON.stringify(generated))
      const library = await contextOf('reads', { triggerMetadata: toProtocol(metadata) })
      expect(decodeTriggerMetadata(metadata)).toEqual(Reflect.get(library, 'triggerMetadata'))
    }),
    { numRuns: 1000 },
  )
})

describe('in the context', () => {
  test('it is a property like any other, read or not', async () => {
    const context = await contextOf('reads', { envelopeMetadata: { Id: '"m"' } })
    const library = await contextOf('reads', { triggerMetadata: { Id: { string: 'm' } } })
    expect({ ...context }).toEqual({ ...library })
    expect(Object.keys(context)).toEqual(Object.keys(library))
    expect(JSON.stringify(context)).toBe(JSON.stringify(library))
    expect(Object.getOwnPropertyDescriptor(context, 'triggerMetadata')).toEqual(
      Object.getOwnPropertyDescriptor(library, 'triggerMetadata'),
    )
  })

  test('it can be changed, before it is read as well', async () => {
    const context = await contextOf('reads', { envelopeMetadata: { Id: '"m"' } })
    Reflect.set(context, 'triggerMetadata', { own: 1 })
    expect(Reflect.get(context, 'triggerMetadata')).toEqual({ own: 1 })
  })

  test('a queue function finds its message as well, which the host leaves out', async () => {
    app.storageQueue('finds', { queueName: 'q', connection: 'C', handler: () => {} })
    const registered = registry.get('finds')
    if (registered === undefined) throw new Error('not registered')
    const [name = ''] = Object.keys(registered.metadata.bindings)
    let found: unknown
    const callback = (_message: unknown, context: unknown) => {
      found = Reflect.get(Object(context), 'triggerMetadata')
    }
    const inputData = [{ name, data: { string: '{"Id":7}' } }]
    const request = { invocationId: 'id', inputData, triggerMetadata: {}, envelopeMetadata: { Id: '"m"' } }
    await invoke({ ...registered, callback }, request)
    expect(found).toEqual({ id: 'm', queueTrigger: { id: 7 } })
  })

  test.each(['http', 'timer'] as const)('there is none for %s', async (kind) => {
    if (kind === 'http') app.http('none', { handler: async () => ({}) })
    else app.timer('none', { schedule: '0 * * * * *', handler: () => {} })
    const context = await contextOf('none', { envelopeMetadata: { Id: '"m"' } })
    expect(Reflect.get(context, 'triggerMetadata')).toBeUndefined()
  })
})

test('a key of a hostile payload is a key', () => {
  const decoded = decodeTriggerMetadata(JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__":1}}'))
  expect(JSON.stringify(decoded)).toBe('{"__proto__":{"polluted":1},"a":{"__proto__":1}}')
  expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype)
})
