import type { RpcTraceContext } from './coreTypes.ts'

/**
 * The invocation's id (contract 5.1). A client may have sent the header too: the host appends its own (7.2).
 * Null: this request is not the host's.
 */
export function readInvocationId(headers: Headers): string | null {
  const value = headers.get('x-azure-functions-invocationid')
  return value?.includes(',') ? value.slice(value.lastIndexOf(',') + 1).trim() : value
}

export function readTraceContext(headers: Headers): RpcTraceContext | undefined {
  const traceParent = headers.get('traceparent')
  if (traceParent === null) return undefined
  const traceState = headers.get('tracestate')
  return traceState === null ? { traceParent } : { traceParent, traceState }
}
