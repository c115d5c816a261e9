import { InvocationContext } from '@azure/functions'
import type { RpcRetryContext, RpcTraceContext } from './coreTypes.ts'
import { effectiveOptions } from './effectiveOptions.ts'
import { writeLog } from './log.ts'
import { format } from './nodeShims/util.ts'
import type { RegisteredFunction } from './registry.ts'

/** What one invocation is told of itself. */
export interface Invocation {
  readonly invocationId: string
  readonly traceContext: RpcTraceContext | undefined
  readonly retryContext?: RpcRetryContext | undefined
}

export interface Called {
  readonly context: InvocationContext
  /** What the function returned, or the promise of it. */
  readonly returned: unknown
  /** Lines in the log come too late from now on. */
  end(): void
}

/**
 * Calls a function that has no hooks around it, with the library's own context, which comes to the same as what the
 * library's InvocationModel does (withoutHooks.test.ts) at a part of its cost: this is done for every call. Throws what
 * the function throws.
 */
export function callFunction(
  { metadata, callback }: RegisteredFunction,
  { invocationId, traceContext, retryContext }: Invocation,
  argument: unknown,
  prepare?: (context: InvocationContext) => void,
): Called {
  const functionName = metadata.name
  let isDone = false
  const context = new InvocationContext({
    invocationId,
    functionName,
    logHandler(level, ...values) {
      const record = { functionName, invocationId, invocationContext: context }
      if (isDone) {
        const message = lateLog(functionName, invocationId)
        writeLog({ ...record, level: 'warning', category: 'system', message })
      }
      writeLog({ ...record, level, category: 'user', message: format(...values) })
    },
    retryContext,
    traceContext,
    options: effectiveOptions(metadata),
  })
  const end = () => {
    isDone = true
  }
  prepare?.(context)
  try {
    return { context, returned: callback(argument, context), end }
  } catch (error) {
    end()
    throw error
  }
}

function lateLog(functionName: string, invocationId: string): string {
  return (
    "Warning: Unexpected call to 'log' on the context object after function execution has completed. Please check " +
    `for asynchronous calls that are not awaited. Function name: ${functionName}. Invocation Id: ${invocationId}.`
  )
}
