import type { InvocationContext } from '@azure/functions'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { app, envelopeOf, forward, input, invoke, lines, output, useEmptyApp } from './testing/testHost.ts'

/*
 * With a hook around it an invocation goes through the library's InvocationModel; without one the runtime calls the
 * function itself. Nobody may see a difference.
 */
useEmptyApp()

const registered: { dispose(): void }[] = []
afterEach(() => {
  for (const hook of registered.splice(0)) hook.dispose()
})

/** What comes of it without a hook, and with one that does nothing. */
async function twice<T>(attempt: () => Promise<T>): Promise<[without: T, withHook: T]> {
  const without = await attempt()
  registered.push(app.hook.preInvocation(() => {}))
  const withHook = await attempt()
  registered.pop()?.dispose()
  return [without, withHook]
}

const queue = { queueName: 'q', connection: 'C' }
const blob = input.storageBlob({ path: 'a/{id}', connection: 'C' })
const next = output.storageQueue({ queueName: 'next', connection: 'C' })
const trace = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', tracestate: 'a=b' }

function seenIn(context: InvocationContext): object {
  const { invocationId, functionName, retryContext, traceContext, triggerMetadata, options } = context
  return { invocationId, functionName, retryContext, traceContext, triggerMetadata, options }
}

test('the context of an invocation is the same', async () => {
  const seen: unknown[] = []
  app.eventHub('f', {
    eventHubName: 'h',
    connection: 'C',
    extraInputs: [blob],
    extraOutputs: [next],
    retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: 1000 },
    handler: (item, context) => {
      seen.push(item, seenIn(context), context.extraInputs.get(blob), Object.keys(context).sort())
      context.options.trigger.name = 'changed by the function'
    },
  })
  const { Data }: { Data?: object } = envelopeOf('f', JSON.stringify('{"a":1}'))
  const body = {
    Data: { ...Data, [blob.name]: '"content"' },
    Metadata: { DequeueCount: '1', RetryContext: { RetryCount: 1, MaxRetryCount: 2 }, Nested: { Key: 1 } },
  }
  const [without, withHook] = await twice(async () => {
    seen.length = 0
    await invoke('/f', body)
    return [...seen]
  })
  expect(without).toEqual(withHook)
  expect(without).toHaveLength(4)
})

test('the context of a forwarded request is the same', async () => {
  app.http('f', {
    extraOutputs: [],
    handler: (request, context) => ({ jsonBody: { ...seenIn(context), url: request.url } }),
  })
  const [without, withHook] = await twice(async () =>
    (await forward('/api/f?a=1', { headers: trace })).json(),
  )
  expect(without).toEqual(withHook)
  expect(without).toMatchObject({ traceContext: { traceParent: trace.traceparent, traceState: 'a=b' } })
})

test('what a function gets and what it gives are the same, whatever they are', async () => {
  const seen: unknown[] = []
  let result: unknown
  app.storageQueue('f', {
    ...queue,
    return: output.storageBlob({ path: 'a', connection: 'C' }),
    extraOutputs: [next],
    handler: async (item, context) => {
      seen.push(item)
      context.extraOutputs.set(next, result)
      return result
    },
  })
  const values = fc.oneof(
    fc.anything({ maxDepth: 2, withDate: true, withTypedArray: true }),
    fc.string({ unit: 'binary' }),
    fc.jsonValue(),
    fc.constant(Buffer.from([0xff, 0])),
    fc.constant(new ArrayBuffer(3)),
  )
  const wires = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.jsonValue().map((value) => JSON.stringify(JSON.stringify(value))),
    fc.jsonValue(),
    fc.base64String(),
    fc.string(),
    fc.array(fc.string()).map((value) => JSON.stringify(value)),
  )
  await fc.assert(
    fc.asyncProperty(values, wires, async (value, wire) => {
      result = value
      const [without, withHook] = await twice(async () => {
        seen.length = 0
        const response = await invoke('/f', envelopeOf('f', wire))
        return [response.status, await response.text(), ...seen]
      })
      expect(without).toEqual(withHook)
    }),
  )
})

test.each([
  ['throws', () => Promise.reject(new Error('broken'))],
  ['throws nothing', () => Promise.reject()],
  [
    'throws at once',
    () => {
      throw new Error('broken')
    },
  ],
] as const)('a function that %s fails in the same way', async (_what, handler) => {
  app.storageQueue('f', { ...queue, handler })
  const [without, withHook] = await twice(async () => {
    lines.length = 0
    const { status } = await invoke('/f', envelopeOf('f', '"x"'))
    // The first line of what failed: its stack differs.
    return [status, ...lines.map((line) => line.split(' | ')[0])]
  })
  expect(without).toEqual(withHook)
  expect(without).toHaveLength(2)
})

test.each([
  ['at once', () => ({ jsonBody: 1n })],
  ['later', async () => ({ jsonBody: 1n })],
] as const)(
  'an answer given %s that cannot be made JSON of is told in the same way',
  async (_when, handler) => {
    app.http('f', { handler })
    const [without, withHook] = await twice(async () => {
      lines.length = 0
      const { status } = await forward('/api/f')
      return [status, ...lines.map((line) => line.split(' | ')[0])]
    })
    expect(without).toEqual(withHook)
    expect(without).toEqual([500, expect.stringContaining('BigInt')])
  },
)

test('a line in the log after the end is told in the same way', async () => {
  let late: (() => void) | undefined
  app.storageQueue('f', {
    ...queue,
    handler: (_item, context) => {
      context.log('in time')
      late = () => context.log('too late')
    },
  })
  const [without, withHook] = await twice(async () => {
    lines.length = 0
    await invoke('/f', envelopeOf('f', '"x"'))
    late?.()
    return [...lines]
  })
  expect(without).toEqual(withHook)
  expect(without).toHaveLength(3)
})
