import { expect, test } from 'vitest'
import { toFunctionJson } from './functionJson.ts'

test('the HTTP output is called res and the rest keep their names', () => {
  const bindings = {
    httpTrigger1: { type: 'httpTrigger', direction: 'in', name: 'httpTrigger1', methods: ['GET'] },
    $return: { type: 'http', direction: 'out', name: 'httpOutput1' },
  } as const
  expect(toFunctionJson({ name: 'f', bindings })).toEqual({
    bindings: [
      { name: 'httpTrigger1', type: 'httpTrigger', direction: 'in', methods: ['GET'] },
      { name: 'res', type: 'http', direction: 'out' },
    ],
  })
})

test('an input keeps its dataType, an output loses it, and what only a worker needs is left out', () => {
  const bindings = {
    t: {
      type: 'queueTrigger',
      direction: 'in',
      dataType: 'binary',
      properties: { supportsDeferredBinding: 'false' },
    },
    o: { type: 'blob', direction: 'out', dataType: 'binary', path: 'a/b' },
  } as const
  expect(toFunctionJson({ name: 'f', bindings })).toEqual({
    bindings: [
      { name: 't', type: 'queueTrigger', direction: 'in', dataType: 'binary' },
      { name: 'o', type: 'blob', direction: 'out', path: 'a/b' },
    ],
  })
})

test.each([
  [5, '00:00:05'],
  [3_725, '01:02:05'],
  [90_000, '1.01:00:00'],
])('a retry after %i seconds is the time span %s', (seconds, delayInterval) => {
  const retryOptions = { maxRetryCount: 2, retryStrategy: 'fixedDelay', delayInterval: { seconds } } as const
  expect(toFunctionJson({ name: 'f', bindings: {}, retryOptions })).toEqual({
    bindings: [],
    retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval },
  })
})
