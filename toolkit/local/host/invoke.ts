import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, parseAnswer } from './answer/parseAnswer.ts'
import { envelope } from './envelope/envelope.ts'
import { mergeBindingData } from './envelope/metadata.ts'
import type { TriggerEvent } from './envelope/triggerEvent.ts'
import type { HostedFunction } from './functionFolders.ts'
import { startTimeout } from './functionTimeout.ts'
import type { HandlerClient } from './handler/handlerClient.ts'
import { postInvocation } from './handler/postInvocation.ts'
import type { Handler } from './handler/superviseHandler.ts'
import { readInputs } from './inputs/readInputs.ts'
import { type InvocationLog, startInvocationLog } from './invocationLog.ts'
import type { Log } from './logEntry.ts'
import { bindOutputs } from './outputs/bindOutputs.ts'
import type { OutputServices } from './outputs/outputBinding.ts'
import { mayRetry, retryContext, retryDelay } from './retry.ts'
import { answerSurprises, lostSurprises } from './surprises/answerSurprises.ts'
import type { TellSurprise } from './surprises/surpriseLog.ts'

export interface InvokeServices extends OutputServices {
  readonly handler: Handler
  readonly client: HandlerClient
  /** Milliseconds. */
  readonly functionTimeout: number
  readonly followRedirects: boolean
  readonly surprise: TellSurprise
  /** Aborted when the host stops: a retry that waits is not made any more. */
  readonly stopping: AbortSignal
  readonly log: Log
}

/**
 * Runs one invocation in default mode: call, answer, outputs, log, retries. Resolves to what `readResult` makes
 * of the answer, or to undefined when the invocation failed; the reason is in the log.
 */
export type Invoke = <T>(
  hosted: HostedFunction,
  event: TriggerEvent,
  readResult: (answer: Answer) => T,
) => Promise<T | undefined>

export function createInvoke(services: InvokeServices): Invoke {
  return async (hosted, event, readResult) => {
    const log = startInvocationLog(services.log, hosted.name, event.reason)
    for (const each of event.surprises ?? []) services.surprise(hosted.name, each)
    let failure: unknown
    for (let retry = 0; ; retry++) {
      if (retry > 0) {
        if (!mayRetry(hosted.retry, retry)) break
        const delay = retryDelay(hosted.retry, retry)
        log.retrying(failure, delay, retry, hosted.retry.maxRetryCount)
        await sleep(delay, undefined, { ref: false, signal: services.stopping }).catch(() => undefined)
        if (services.stopping.aborted) break
      }
      const context = retryContext(hosted.retry, retry, failure)
      const bindingData = mergeBindingData(event.bindingData, context)
      try {
        const writeOutputs = bindOutputs(hosted, bindingData, services)
        const answer = await callHandler(hosted, { ...event, bindingData }, log, services)
        for (const line of answer.logs) log.userLine(line)
        for (const each of answerSurprises(hosted, answer)) services.surprise(hosted.name, each)
        const result = readResult(answer)
        await writeOutputs(answer)
        log.succeeded()
        return result
      } catch (error) {
        failure = error
      }
    }
    log.failed(failure)
    return undefined
  }
}

async function callHandler(
  hosted: HostedFunction,
  event: TriggerEvent,
  { invocationId }: InvocationLog,
  { handler, client, functionTimeout, followRedirects, surprise, storage }: InvokeServices,
): Promise<Answer> {
  const inputs = await readInputs(hosted.inputs, event.bindingData, storage)
  await handler.whenReady()
  const abort = new AbortController()
  const cancelTimeout = startTimeout(hosted.name, functionTimeout, (error) => {
    abort.abort(error)
    handler.restart()
  })
  try {
    const body = envelope(hosted.trigger.name, event, inputs)
    const { signal } = abort
    const onRedirect = () => surprise(hosted.name, REDIRECTED)
    const { whenReadyAgain } = handler
    const call = { functionName: hosted.name, invocationId, body, followRedirects, onRedirect, signal }
    const response = await postInvocation(client, { ...call, whenReadyAgain })
    for (const each of lostSurprises(response)) surprise(hosted.name, each)
    return parseAnswer(response)
  } catch (error) {
    throw abort.signal.aborted ? abort.signal.reason : error
  } finally {
    cancelTimeout()
  }
}

const REDIRECTED =
  'The handler answered with a redirect, which the host follows itself: what is found there counts as ' +
  'the answer. Answer the envelope, with the redirect as statusCode and headers of the http output.'
