import { expect, test } from 'vitest'
import { type Headed, readInvocationId, readTraceContext } from './invocationHeaders.ts'

function of(fields: Record<string, string> = {}): Headed {
  const headers = new Headers(fields)
  return { header: (name) => headers.get(name) }
}

test('the id is the one the host appended, not what a client sent before it', () => {
  const headers = new Headers({ 'X-Azure-Functions-InvocationId': 'forged' })
  headers.append('X-Azure-Functions-InvocationId', 'real')
  expect(readInvocationId({ header: (name) => headers.get(name) })).toBe('real')
  expect(readInvocationId(of({ 'X-Azure-Functions-InvocationId': 'only' }))).toBe('only')
  expect(readInvocationId(of())).toBeNull()
  expect(readInvocationId(of({ 'X-Azure-Functions-InvocationId': '' }))).toBeNull()
})

const traceParent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
const forged = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`

const none = { traceParent: '', traceState: '' }

test('a trace context is read where there is one, and empty elsewhere', () => {
  expect(readTraceContext(of())).toEqual(none)
  expect(readTraceContext(of({ traceparent: traceParent }))).toEqual({ traceParent, traceState: '' })
  expect(readTraceContext(of({ traceparent: traceParent, tracestate: 'x=1' }))).toEqual({
    traceParent,
    traceState: 'x=1',
  })
})

test("the host's trace goes before the client's, which goes before none", () => {
  const client = { traceparent: forged, tracestate: 'y=2' }
  const own = { traceParent, traceState: '' }
  expect(readTraceContext(of({ traceparent: traceParent }), client)).toEqual(own)
  expect(readTraceContext(of({ traceparent: `${forged}, ${traceParent}` }))).toEqual(own)
  expect(readTraceContext(of(), client)).toEqual({ traceParent: forged, traceState: 'y=2' })
})

test('a malformed trace is none', () => {
  expect(readTraceContext(of({ traceparent: 'x' }), { traceparent: 'y' })).toEqual(none)
})
