import { describeError } from './describeError.ts'
import type { Answer } from './http/answer.ts'
import { writeLog } from './log.ts'

/** What failed goes to the log: the host drops the body of a failure (contract 6.1), and a client must not see it (6.6). */
export function answerFailure(functionName: string, invocationId: string, error: unknown): Answer {
  const record = { category: 'system', functionName, invocationId } as const
  try {
    writeLog({ ...record, level: 'error', message: describeError(error ?? new Error('Unknown error')) })
  } catch (hookError) {
    // The app's own log hook fails: neither failure may be lost, nor end the process.
    console.error(
      `[error] ${functionName} (${invocationId}): ${String(error)} | in a log hook: ${String(hookError)}`,
    )
  }
  return { status: 500, headers: [], body: null }
}
