import { describe, expect, it } from 'vitest'
import { FunctionMetadataError, parseFunctionMetadata, triggerOf } from './functionMetadata.ts'

const http = { name: 'req', type: 'httpTrigger', direction: 'in' }
const res = { name: 'res', type: 'http', direction: 'out' }

describe('parseFunctionMetadata', () => {
  it('keeps the bindings in their order and finds the trigger', () => {
    const metadata = parseFunctionMetadata('hello', { bindings: [res, http] })
    expect(metadata).toEqual({ name: 'hello', bindings: [res, http] })
    expect(triggerOf(metadata)).toEqual(http)
  })

  it('reads binding properties ignoring case and takes a missing direction for in', () => {
    const bindings = [
      { Name: 'order', TYPE: 'queueTrigger', queuename: 'orders', dataType: 'Binary', other: 1 },
    ]
    expect(parseFunctionMetadata('f', { bindings }).bindings).toEqual([
      {
        name: 'order',
        type: 'queueTrigger',
        direction: 'in',
        queueName: 'orders',
        dataType: 'binary',
        other: 1,
      },
    ])
  })

  it.each([
    ['1st', { bindings: [http] }, `'1st' is not a valid function name.`],
    ['Host', { bindings: [http] }, `'Host' is not a valid function name.`],
    ['f', {}, 'At least one binding must be declared.'],
    ['f', { Bindings: [http] }, 'At least one binding must be declared.'],
    ['f', { bindings: [] }, 'At least one binding must be declared.'],
    [
      'f',
      { bindings: [{ ...http, name: 'my_req' }] },
      'The binding name my_req is invalid. Please assign a valid name to the binding.',
    ],
    [
      'f',
      { bindings: [{ ...http, name: '$return' }] },
      `$return bindings must specify a direction of 'out'.`,
    ],
    [
      'f',
      { bindings: [http, { ...res, name: 'REQ' }] },
      `Multiple bindings with name 'REQ' discovered. Binding names must be unique.`,
    ],
    ['f', { bindings: [{ name: 'x' }] }, `Binding 'x' is invalid. Bindings must specify a Type.`],
    ['f', { bindings: [{ ...http, direction: 'inn' }] }, `'inn' is not a valid binding direction.`],
    [
      'f',
      { bindings: [{ ...http, dataType: 'bytes' }] },
      `Error converting value "bytes" to type 'DataType'. Use string, binary, stream.`,
    ],
    ['f', { bindings: [res] }, 'No trigger binding specified. A function must have a trigger input binding.'],
    [
      'f',
      { bindings: [http, { ...http, name: 'b' }] },
      'Multiple trigger bindings defined. A function can only have a single trigger binding.',
    ],
    [
      'f',
      { bindings: [{ ...http, direction: 'out' }] },
      'No trigger binding specified. A function must have a trigger input binding.',
    ],
    ['f', { bindings: [http, { ...res, direction: 'in' }] }, 'Http binding can only be used for output.'],
    [
      'f',
      { bindings: [http], retry: { strategy: 'fixedDelay', maxRetryCount: 2 } },
      `The retry policy 'fixedDelay' needs 'delayInterval' as 'hh:mm:ss'.`,
    ],
    [
      'f',
      { bindings: [http], retry: { strategy: 'fixedDelay' } },
      `A retry policy needs 'maxRetryCount': a whole number, -1 for endless.`,
    ],
  ])('refuses folder %s with %j in the words of the host', (name, functionJson, message) => {
    const parse = () => parseFunctionMetadata(name, functionJson)
    expect(parse).toThrow(FunctionMetadataError)
    expect(parse).toThrow(expect.objectContaining({ message }))
  })

  it('reads both retry strategies', () => {
    const fixed = { strategy: 'fixedDelay', maxRetryCount: 5, delayInterval: '00:00:10' }
    const backoff = {
      strategy: 'exponentialBackoff',
      maxRetryCount: -1,
      minimumInterval: '00:00:10',
      maximumInterval: '00:15:00',
    }
    expect(parseFunctionMetadata('f', { bindings: [http], retry: fixed }).retry).toEqual(fixed)
    const loose = { STRATEGY: 'FixedDelay', maxretrycount: '5', DelayInterval: fixed.delayInterval }
    expect(parseFunctionMetadata('f', { bindings: [http], retry: loose }).retry).toEqual({
      ...fixed,
      maxRetryCount: 5,
    })
    expect(parseFunctionMetadata('f', { bindings: [http], retry: backoff }).retry).toEqual(backoff)
  })
})
