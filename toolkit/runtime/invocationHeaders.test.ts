import { expect, test } from 'vitest'
import { readInvocationId, readTraceContext } from './invocationHeaders.ts'

test('the id is the one the host appended, not what a client sent before it', () => {
  const headers = new Headers({ 'X-Azure-Functions-InvocationId': 'forged' })
  headers.append('X-Azure-Functions-InvocationId', 'real')
  expect(readInvocationId(headers)).toBe('real')
  expect(readInvocationId(new Headers({ 'X-Azure-Functions-InvocationId': 'only' }))).toBe('only')
  expect(readInvocationId(new Headers())).toBeNull()
})

test('a trace context is read where there is one', () => {
  expect(readTraceContext(new Headers())).toBeUndefined()
  expect(readTraceContext(new Headers({ traceparent: '00-a-b-01' }))).toEqual({ traceParent: '00-a-b-01' })
  expect(readTraceContext(new Headers({ traceparent: '00-a-b-01', tracestate: 'x=1' }))).toEqual({
    traceParent: '00-a-b-01',
    traceState: 'x=1',
  })
})
