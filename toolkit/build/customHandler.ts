import { hasConfiguration, invalid, type Section } from './hostJsonSection.ts'

/** Contract 2.2 */
export interface CustomHandler {
  readonly description: HandlerDescription
  readonly enableForwardingHttpRequest: boolean
  readonly enableProxyingHttpRequest: boolean
  /** From the section `httpWorker`: HTTP functions are always forwarded, to `/<FunctionName>`. */
  readonly isLegacy: boolean
  readonly initializationTimeout: number
  /** The one port the handler can listen on. Contract 3.2 */
  readonly port: number | undefined
  /** Functions without a folder. Contract 3.1 */
  readonly routes: readonly HandlerRoute[]
}

export interface HandlerRoute {
  readonly route: string
  readonly authorizationLevel: string
}

/** Contract 2.3 */
export interface HandlerDescription {
  readonly defaultExecutablePath: string
  readonly arguments: readonly string[]
  readonly defaultWorkerPath: string | undefined
  readonly workerArguments: readonly string[]
  readonly workingDirectory: string | undefined
  readonly workerDirectory: string | undefined
  readonly useStdErrorStreamForErrorsOnly: boolean
}

/** Reads `customHandler`, or `httpWorker` where only that is there. Throws UserError. */
export function parseCustomHandler(root: Section): CustomHandler | undefined {
  const isLegacy = !hasConfiguration(root.value('customHandler'))
  const key = isLegacy ? 'httpWorker' : 'customHandler'
  if (!hasConfiguration(root.value(key))) return undefined
  const handler = root.at(key)
  if (!hasConfiguration(handler.value('description')))
    throw invalid(`Missing worker Description. ${DESCRIBE}`)
  return {
    description: parseDescription(handler.at('description')),
    enableForwardingHttpRequest: handler.flag('enableForwardingHttpRequest') ?? false,
    enableProxyingHttpRequest: handler.flag('enableProxyingHttpRequest') ?? false,
    isLegacy,
    initializationTimeout: handler.time('initializationTimeout') ?? DEFAULT_INITIALIZATION_TIMEOUT,
    port: handler.wholeNumber('port', 1, 65_535),
    routes: parseRoutes(handler.at('http')),
  }
}

/** What the host says about a section that it takes, but not as it stands. Contract 2.2 */
export function customHandlerWarnings(root: Section): readonly string[] {
  const hasLegacy = hasConfiguration(root.value('httpWorker'))
  const hasBoth = hasLegacy && hasConfiguration(root.value('customHandler'))
  const type = (
    root.at(hasBoth || !hasLegacy ? 'customHandler' : 'httpWorker').text('type') ?? 'http'
  ).toLowerCase()
  return [
    ...(hasBoth
      ? [
          "Both 'httpWorker' and 'customHandler' sections are in host.json: 'customHandler' counts. Remove 'httpWorker'.",
        ]
      : hasLegacy
        ? [
            "Section 'httpWorker' of host.json will be deprecated. Rename it to 'customHandler'; HTTP functions are " +
              "then forwarded only with 'enableForwardingHttpRequest', and to their own path.",
          ]
        : []),
    ...(type === 'http'
      ? []
      : [`customHandler.type '${type}' of host.json is replaced by 'http', the only one. Remove it.`]),
  ]
}

const DESCRIBE = `Write "description": {"defaultExecutablePath": "<the handler's executable>"} into customHandler of host.json.`
const DEFAULT_INITIALIZATION_TIMEOUT = 30_000

function parseRoutes(http: Section): readonly HandlerRoute[] {
  const fallback = http.text('defaultAuthorizationLevel') ?? 'function'
  return http.list('routes').map((entry) => {
    const route = entry.text('route') ?? ''
    if (route.trim() === '') throw invalid('Route cannot be null, empty or whitespace.')
    return { route, authorizationLevel: entry.text('authorizationLevel') ?? fallback }
  })
}

function parseDescription(description: Section): HandlerDescription {
  const defaultExecutablePath = description.text('defaultExecutablePath') ?? ''
  if (defaultExecutablePath === '') {
    throw invalid(`WorkerDescription DefaultExecutablePath cannot be empty. ${DESCRIBE}`)
  }
  return {
    defaultExecutablePath,
    arguments: description.texts('arguments'),
    defaultWorkerPath: description.text('defaultWorkerPath') || undefined,
    workerArguments: description.texts('workerArguments'),
    workingDirectory: description.text('workingDirectory') || undefined,
    workerDirectory: description.text('workerDirectory') || undefined,
    useStdErrorStreamForErrorsOnly: description.flag('useStdErrorStreamForErrorsOnly') ?? true,
  }
}
