import { parseRetryPolicy, type RetryPolicy } from './retryPolicy.ts'
import { parseTimeSpan } from './timeSpan.ts'
import { UserError } from './userError.ts'

/** What host.json says, with the host's defaults filled in. Times are milliseconds, Infinity for unlimited. */
export interface HostJson {
  readonly customHandler: CustomHandler | undefined
  /** Names of the functions to load; undefined loads all. */
  readonly functions: readonly string[] | undefined
  readonly functionTimeout: number
  /** Without slashes at its ends; '' when the app removed it. */
  readonly routePrefix: string
  readonly queues: QueueSettings
  readonly blobs: BlobSettings
  /** For every function that has none of its own. */
  readonly retry: RetryPolicy | undefined
}

/** Contract 2.2 */
export interface CustomHandler {
  readonly description: HandlerDescription
  readonly enableForwardingHttpRequest: boolean
  readonly enableProxyingHttpRequest: boolean
  readonly initializationTimeout: number
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

/** Contract 10.1. `newBatchThreshold` undefined means half a batch for each core. */
export interface QueueSettings {
  readonly batchSize: number
  readonly newBatchThreshold: number | undefined
  readonly maxDequeueCount: number
  readonly visibilityTimeout: number
  readonly maxPollingInterval: number | undefined
  readonly messageEncoding: 'base64' | 'none'
}

/** Contract 10.2. `maxDegreeOfParallelism` undefined means 8 for each core. */
export interface BlobSettings {
  readonly maxDegreeOfParallelism: number | undefined
  readonly poisonBlobThreshold: number
}

/**
 * Reads the text of host.json; keys match ignoring case. `path` is only named in messages.
 * Throws UserError `host-json-invalid` with the host's own message (contract 2.1 to 2.3).
 */
export function parseHostJson(text: string, path: string): HostJson {
  const root = section(parseJson(text, path))
  checkVersion(root.value('version'))
  const functions = root.value('functions')
  return {
    customHandler: parseCustomHandler(root.value('customHandler')),
    functions: Array.isArray(functions) ? functions.map(String) : undefined,
    functionTimeout: parseFunctionTimeout(root.value('functionTimeout')),
    routePrefix: (root.at('extensions').at('http').text('routePrefix') ?? 'api').replace(/^\/+|\/+$/g, ''),
    queues: parseQueues(root.at('extensions').at('queues')),
    blobs: parseBlobs(root.at('extensions').at('blobs')),
    retry: hasConfiguration(root.value('retry')) ? parseRetry(root.at('retry')) : undefined,
  }
}

const MORE = 'See https://aka.ms/functions-hostjson'
const DEFAULT_FUNCTION_TIMEOUT = 30 * 60_000
const DEFAULT_INITIALIZATION_TIMEOUT = 30_000

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw invalid(`Unable to parse host configuration file '${path}'. ${reason}`)
  }
}

function checkVersion(version: unknown): void {
  if (version === undefined || version === null || version === '') {
    throw invalid(
      `The host.json file is missing the required 'version' property. ${MORE} for steps to migrate the configuration file.`,
    )
  }
  if (version !== '2.0') {
    throw invalid(
      `'${String(version)}' is an invalid value for host.json 'version' property. We recommend you set the 'version' property to '2.0'. ${MORE} for more information on this configuration file.`,
    )
  }
}

function parseCustomHandler(value: unknown): CustomHandler | undefined {
  if (!hasConfiguration(value)) return undefined
  const handler = section(value, 'customHandler')
  if (!hasConfiguration(handler.value('description'))) throw invalid('Missing worker Description.')
  return {
    description: parseDescription(handler.at('description')),
    enableForwardingHttpRequest: handler.flag('enableForwardingHttpRequest') ?? false,
    enableProxyingHttpRequest: handler.flag('enableProxyingHttpRequest') ?? false,
    initializationTimeout: handler.time('initializationTimeout') ?? DEFAULT_INITIALIZATION_TIMEOUT,
  }
}

// .NET configuration has no key for an empty object or array, so `customHandler: {}` is as good as absent.
export function hasConfiguration(value: unknown): boolean {
  if (value === undefined || value === null) return false
  return typeof value !== 'object' || Object.values(value).some(hasConfiguration)
}

function parseDescription(description: Section): HandlerDescription {
  const defaultExecutablePath = description.text('defaultExecutablePath') ?? ''
  if (defaultExecutablePath === '') {
    throw invalid('WorkerDescription DefaultExecutablePath cannot be empty')
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

function parseFunctionTimeout(value: unknown): number {
  if (value === undefined || value === null) return DEFAULT_FUNCTION_TIMEOUT
  if (value === -1 || value === '-1') return Number.POSITIVE_INFINITY
  const time = parseTimeSpan(String(value))
  if (time === undefined) throw notATime('functionTimeout', value)
  if (time < 1000) throw invalid('FunctionTimeout must be greater than 00:00:01 and less than unlimited.')
  return time
}

function parseQueues(queues: Section): QueueSettings {
  const encoding = queues.text('messageEncoding')?.toLowerCase() ?? 'base64'
  if (encoding !== 'base64' && encoding !== 'none') {
    throw invalid(
      `'${encoding}' is an invalid value for host.json 'extensions.queues.messageEncoding'. Use 'base64' or 'none'.`,
    )
  }
  return {
    batchSize: queues.wholeNumber('batchSize', 1, 32) ?? 16,
    newBatchThreshold: queues.wholeNumber('newBatchThreshold', 0, Number.MAX_SAFE_INTEGER),
    maxDequeueCount: queues.wholeNumber('maxDequeueCount', 1, Number.MAX_SAFE_INTEGER) ?? 5,
    visibilityTimeout: queues.time('visibilityTimeout') ?? 0,
    maxPollingInterval: queues.time('maxPollingInterval'),
    messageEncoding: encoding,
  }
}

function parseBlobs(blobs: Section): BlobSettings {
  return {
    maxDegreeOfParallelism: blobs.wholeNumber('maxDegreeOfParallelism', 1, Number.MAX_SAFE_INTEGER),
    poisonBlobThreshold: blobs.wholeNumber('poisonBlobThreshold', 1, Number.MAX_SAFE_INTEGER) ?? 5,
  }
}

function parseRetry(retry: Section): RetryPolicy {
  const texts = ['strategy', 'delayInterval', 'minimumInterval', 'maximumInterval'].map((key) => [
    key,
    retry.text(key),
  ])
  const maxRetryCount = retry.wholeNumber('maxRetryCount', -1, Number.MAX_SAFE_INTEGER)
  return parseRetryPolicy({ ...Object.fromEntries(texts), maxRetryCount }, invalid)
}

interface Section {
  value(key: string): unknown
  at(key: string): Section
  text(key: string): string | undefined
  texts(key: string): readonly string[]
  flag(key: string): boolean | undefined
  time(key: string): number | undefined
  wholeNumber(key: string, least: number, most: number): number | undefined
}

/** An object of host.json, read the way .NET configuration does: names ignore case, text counts as its value. */
function section(value: unknown, path = ''): Section {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const values = new Map<string, unknown>(entries.map(([key, entry]) => [key.toLowerCase(), entry]))
  const read = (key: string): unknown => values.get(key.toLowerCase())
  const place = (key: string): string => (path ? `${path}.${key}` : key)
  const present = <T>(key: string, parse: (text: string) => T): T | undefined => {
    const entry = read(key)
    return entry === undefined || entry === null ? undefined : parse(String(entry))
  }
  return {
    value: read,
    at: (key: string): Section => section(read(key), place(key)),
    text: (key: string) => present(key, (text) => text),
    texts(key: string): readonly string[] {
      const entry = read(key)
      return Array.isArray(entry) ? entry.map(String) : []
    },
    flag: (key: string) =>
      present(key, (text) => {
        if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
        throw invalid(`'${text}' is an invalid value for host.json '${place(key)}'. Use true or false.`)
      }),
    time: (key: string) =>
      present(key, (text) => {
        const time = parseTimeSpan(text)
        if (time === undefined) throw notATime(place(key), text)
        return time
      }),
    wholeNumber: (key: string, least: number, most: number) =>
      present(key, (text) => {
        const number = Number(text)
        if (Number.isInteger(number) && number >= least && number <= most) return number
        const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`
        throw invalid(
          `'${text}' is an invalid value for host.json '${place(key)}'. Use a whole number, ${range}.`,
        )
      }),
  }
}

function notATime(key: string, value: unknown): UserError {
  return invalid(`'${String(value)}' is an invalid value for host.json '${key}'. Use a time as 'hh:mm:ss'.`)
}

function invalid(message: string): UserError {
  return new UserError('host-json-invalid', message)
}
