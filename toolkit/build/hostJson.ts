import { applyProfile } from './configurationProfile.ts'
import { type CustomHandler, customHandlerWarnings, parseCustomHandler } from './customHandler.ts'
import { hasConfiguration, invalid, notATime, type Section, section } from './hostJsonSection.ts'
import { type HttpSettings, parseHttp } from './httpSettings.ts'
import { parseJsonText } from './jsonText.ts'
import { type LogLevel, parseLogLevels } from './logLevels.ts'
import { parseRetryPolicy, type RetryPolicy } from './retryPolicy.ts'
import { parseTimeSpan } from './timeSpan.ts'

/** What host.json says, with the host's defaults filled in. Times are milliseconds, Infinity for unlimited. */
export interface HostJson {
  readonly customHandler: CustomHandler | undefined
  /** What the host takes otherwise than it stands there. */
  readonly warnings: readonly string[]
  /** Names of the functions to load; undefined loads all. */
  readonly functions: readonly string[] | undefined
  /** The versions of the extension bundle, e.g. `[4.*, 5.0.0)`. */
  readonly extensionBundle: string | undefined
  readonly functionTimeout: number
  /** Without slashes at its ends; '' when the app removed it. */
  readonly routePrefix: string
  readonly http: HttpSettings
  /** The beginning of a log category → the least level that is logged. */
  readonly logLevels: ReadonlyMap<string, LogLevel>
  readonly queues: QueueSettings
  readonly blobs: BlobSettings
  /** For every function that has none of its own. */
  readonly retry: RetryPolicy | undefined
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
  const root = section(applyProfile(parseObject(text, path)))
  checkVersion(root.value('version'))
  return {
    customHandler: parseCustomHandler(root),
    warnings: customHandlerWarnings(root),
    functions: hasConfiguration(root.value('functions')) ? root.texts('functions') : undefined,
    extensionBundle: root.at('extensionBundle').text('version'),
    functionTimeout: parseFunctionTimeout(root.value('functionTimeout')),
    routePrefix: (root.at('extensions').at('http').text('routePrefix') ?? 'api').replace(/^\/+|\/+$/g, ''),
    http: parseHttp(root.at('extensions').at('http')),
    logLevels: parseLogLevels(root.at('logging').value('logLevel')),
    queues: parseQueues(root.at('extensions').at('queues')),
    blobs: parseBlobs(root.at('extensions').at('blobs')),
    retry: hasConfiguration(root.value('retry')) ? parseRetry(root.at('retry')) : undefined,
  }
}

const MORE = 'See https://aka.ms/functions-hostjson'
const DEFAULT_FUNCTION_TIMEOUT = 30 * 60_000

function parseObject(text: string, path: string): object {
  const fail = (reason: string) =>
    invalid(
      `Unable to parse host configuration file '${path}'. ${reason}. ` +
        'It has to be one JSON object, in which comments may stand; {"version": "2.0"} is the shortest.',
    )
  if (text.trim() === '') throw fail('The file is empty')
  let value: unknown
  try {
    value = parseJsonText(text)
  } catch (error) {
    throw fail(error instanceof Error ? error.message : String(error))
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw fail(`It holds ${Array.isArray(value) ? 'a list' : JSON.stringify(value)}`)
}

function checkVersion(version: unknown): void {
  if (version === undefined || version === null || version === '') {
    throw invalid(
      `The host.json file is missing the required 'version' property. ${MORE} for steps to migrate the configuration file. Add "version": "2.0".`,
    )
  }
  if (version !== '2.0') {
    const ofRuntime = String(version).startsWith('3')
      ? 'This does not correspond to the function runtime version, only to the schema version of the host.json file. '
      : ''
    throw invalid(
      `'${String(version)}' is an invalid value for host.json 'version' property. We recommend you set the 'version' property to '2.0'. ${ofRuntime}${MORE} for more information on this configuration file.`,
    )
  }
}

function parseFunctionTimeout(value: unknown): number {
  if (value === undefined || value === null) return DEFAULT_FUNCTION_TIMEOUT
  if (value === -1 || value === '-1') return Number.POSITIVE_INFINITY
  const time = parseTimeSpan(String(value))
  if (time === undefined) throw notATime('functionTimeout', value)
  if (time < 1000)
    throw invalid('FunctionTimeout must be greater than 00:00:01 and less than 10675199.02:48:05.4775807.')
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
