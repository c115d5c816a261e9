import type { RpcTraceContext } from './coreTypes.ts'

/** A request whose header fields are looked up by their names in lower case. */
export interface Headed {
  header(name: string): string | null
}

/**
 * The invocation's id (contract 5.1). A client may have sent the header too: the host appends its own (7.2).
 * Null: this request is not the host's.
 */
export function readInvocationId(request: Headed): string | null {
  const value = request.header('x-azure-functions-invocationid')
  return (value?.includes(',') ? value.slice(value.lastIndexOf(',') + 1).trim() : value) || null
}

/**
 * The W3C trace the invocation belongs to, from the host's request, or else from the client's (`original`), whose
 * headers an envelope of an HTTP function holds. Where there is none it is empty, as to the worker for Node.js, and not
 * left out: functions ask for its `traceParent` without a look.
 */
export function readTraceContext(
  request: Headed,
  original: Readonly<Record<string, string>> = {},
): RpcTraceContext {
  const own = request.header('traceparent')
  const sent = own ?? original.traceparent
  const traceParent = sent && validTraceParent(sent)
  if (!traceParent) return { traceParent: '', traceState: '' }
  const traceState = own === null ? original.tracestate : request.header('tracestate')
  return { traceParent, traceState: traceState ?? '' }
}

// The host may have appended its own to the client's (contract 7.2); what is malformed counts as absent.
function validTraceParent(value: string): string | undefined {
  const last = value.slice(value.lastIndexOf(',') + 1).trim()
  return /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}/.test(last) ? last : undefined
}
