import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CustomHandler } from '../../../build/customHandler.ts'
import type { HttpSettings } from '../../../build/httpSettings.ts'
import { isType } from '../bindingType.ts'
import { forward } from '../forward.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { answerHomePage } from '../homePage.ts'
import type { ExchangeServices } from '../httpExchange.ts'
import type { Invoke } from '../invoke.ts'
import type { AppKeys } from '../keys/appKeys.ts'
import { allows, keyedCaller, unkeyedCaller } from '../keys/authorization.ts'
import type { Log } from '../logEntry.ts'
import { proxy } from '../proxy.ts'
import { routedPath } from '../receivedPath.ts'
import { createThrottle } from '../requestThrottle.ts'
import { answerEmpty, invokeHttp } from './httpInvocation.ts'
import { createHttpRoutes, httpFunction } from './httpRoutes.ts'

export interface HttpTriggerOptions {
  readonly functions: readonly HostedFunction[]
  readonly customHandler: CustomHandler
  readonly routePrefix: string
  readonly http: HttpSettings
  readonly environment: Readonly<Record<string, string>>
  /** Where levels are enforced. */
  readonly keys: AppKeys | undefined
  readonly invoke: Invoke
  readonly exchange: ExchangeServices
  readonly log: Log
}

/** Answers the requests of clients: route, then forward or invoke. */
export function createHttpTrigger(
  options: HttpTriggerOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { functions, customHandler, routePrefix, http, environment, keys, exchange, invoke, log } = options
  const routes = createHttpRoutes(
    functions.filter(({ trigger }) => isType(trigger, 'httpTrigger')).map(httpFunction),
    routePrefix,
    ({ name }, problem) =>
      log({
        level: 'error',
        category: 'Host.Startup',
        message: `The '${name}' function is in error: ${problem}`,
        functionName: name,
      }),
  )
  // Proxying wins over forwarding: contract 2.2.
  const relay = customHandler.enableProxyingHttpRequest ? proxy : forward
  const forwarded = new Set(functions.filter((hosted) => isForwarded(hosted, customHandler)))

  const throttle = createThrottle(http.maxOutstandingRequests, http.maxConcurrentRequests)
  const customHeaders = new Map(Object.entries(http.customHeaders))

  return (request, response) => {
    const target = request.url ?? '/'
    if (customHeaders.size > 0) response.setHeaders(customHeaders)
    if (target.length > LONGEST_TARGET) return answerEmpty(response, 414)
    const found = routes.match(request.method ?? 'GET', routedPath(target))
    if (!found) return answerHomePage(request, response, environment) || answerEmpty(response, 404)
    const { hosted, level = 'admin' } = found.value
    const caller = keys ? keyedCaller(request, keys, hosted.name) : unkeyedCaller(request, level)
    if (keys && !allows(caller.level, level)) return answerEmpty(response, 401)
    if (hosted.isDisabled && !(keys && caller.level === 'admin')) return answerEmpty(response, 404)
    if (Number(request.headers['content-length'] ?? 0) > exchange.bodyLimit) return answerEmpty(response, 413)
    const isAdmitted = throttle.admit(response, () => {
      if (forwarded.has(hosted)) relay(hosted.name, request, response, exchange)
      else {
        // Only the client's own connection can fail here.
        const services = { invoke, caller, surprise: exchange.surprise }
        invokeHttp(found, request, response, services).catch(() => response.destroy())
      }
    })
    if (!isAdmitted) response.setHeader('X-FUNCTION-SCALEOUT', '1') && answerEmpty(response, 429)
  }
}

// Contract 2.4: longer ones do not reach an app on Azure.
const LONGEST_TARGET = 8_192

/** Contract 7.1 */
function isForwarded({ trigger, inputs, outputs }: HostedFunction, handler: CustomHandler): boolean {
  const { enableForwardingHttpRequest, enableProxyingHttpRequest, isLegacy } = handler
  if (!enableForwardingHttpRequest && !enableProxyingHttpRequest && !isLegacy) return false
  const [output, ...others] = outputs
  if (!output || others.length > 0 || inputs.length > 0) return false
  return isType(trigger, 'httpTrigger') && isType(output, 'http')
}
