import { HttpRequest, InvocationContext } from '@azure/functions'
import type { CoreInvocationContext, RpcHttpData, RpcTraceContext } from './coreTypes.ts'
import { effectiveOptions } from './effectiveOptions.ts'
import type { NativeRequest } from './http/incomingRequest.ts'
import { writeLog } from './log.ts'
import { format } from './nodeShims/util.ts'
import type { RegisteredFunction } from './registry.ts'

/** A request that the host forwards, and the route values in it. */
export interface Forwarded {
  readonly request: NativeRequest
  readonly query: string | Record<string, string>
  readonly params: Record<string, string>
  readonly invocationId: string
  readonly traceContext: RpcTraceContext | undefined
}

export interface Called {
  readonly core: CoreInvocationContext
  readonly context: InvocationContext
  /** What the function returned, or the promise of it. */
  readonly returned: unknown
  /** Lines in the log come too late from now on. */
  end(): void
}

/**
 * Calls a function that has no hooks around it with the library's own request and context, which come to the same as
 * what the library's InvocationModel makes (forwardedInvocation.test.ts) at a part of its cost: this is done for every
 * request. Throws what the function throws.
 */
export function callForwarded({ metadata, callback }: RegisteredFunction, forwarded: Forwarded): Called {
  const { invocationId, traceContext, request, params, query } = forwarded
  let isDone = false
  const core: CoreInvocationContext = {
    invocationId,
    request: { invocationId, inputData: [], triggerMetadata: {} },
    metadata,
    state: 'invocation',
    log(level, category, message) {
      const functionName = metadata.name
      writeLog({ level, category, message, functionName, invocationId, invocationContext: context })
    },
  }
  const context = new InvocationContext({
    invocationId,
    functionName: metadata.name,
    logHandler(level, ...values) {
      if (isDone) core.log('warning', 'system', lateLog(metadata.name, invocationId))
      core.log(level, 'user', format(...values))
    },
    traceContext,
    options: effectiveOptions(metadata),
  })
  const http = new LibraryRequest({ nativeRequest: request, params, query })
  const end = () => {
    isDone = true
  }
  try {
    return { core, context, returned: callback(http, context), end }
  } catch (error) {
    end()
    throw error
  }
}

// The library passes its own class what the type for tests does not mention.
const LibraryRequest = HttpRequest as unknown as new (init: RpcHttpData) => HttpRequest

function lateLog(functionName: string, invocationId: string): string {
  return (
    "Warning: Unexpected call to 'log' on the context object after function execution has completed. Please check " +
    `for asynchronous calls that are not awaited. Function name: ${functionName}. Invocation Id: ${invocationId}.`
  )
}
