import { describeError } from './describeError.ts'
import type { Answer } from './http/answer.ts'
import { writeLog } from './log.ts'

/** What failed goes to the log: the host drops the body of a failure (contract 6.1), and a client must not see it (6.6). */
export function answerFailure(functionName: string, invocationId: string, error: unknown): Answer {
  writeLog({ level: 'error', category: 'system', message: describeError(error), functionName, invocationId })
  return { status: 500, headers: [], body: null }
}
