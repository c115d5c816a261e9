import { parseJsonText } from './jsonText.ts'
import { nearestName } from './nearestName.ts'

/**
 * What is said about names in a text of host.json that the Functions host does not know, and ignores without a word;
 * nothing about a text that is no JSON object. Contract 2.1, 2.2, 2.4
 */
export function unknownHostJsonNames(text: string): readonly string[] {
  const root = parse(text)
  return SECTIONS.flatMap((section) =>
    objectsAt(root, section.path).flatMap((object) =>
      Object.keys(object).flatMap((name) => unknownName(name, section) ?? []),
    ),
  )
}

interface Names {
  /** '' is the whole file; `*` stands for each entry of a list. */
  readonly path: string
  readonly names: readonly string[]
  /** Whether extensions that are not listed add names. */
  readonly isOpen?: boolean
}

// Where a name is known in several sections, the first one is meant more often.
const SECTIONS: readonly Names[] = [
  {
    path: '',
    names: [
      ...['version', 'extensions', 'extensionBundle', 'customHandler', 'httpWorker', 'configurationProfile'],
      ...[
        'functions',
        'functionTimeout',
        'retry',
        'logging',
        'telemetryMode',
        'watchFiles',
        'watchDirectories',
      ],
      ...[
        'concurrency',
        'singleton',
        'aggregator',
        'healthMonitor',
        'managedDependency',
        'managedDependencies',
      ],
      ...['sendCanceledInvocationsToWorker', 'metadataProviderTimeout', 'languageWorkers', 'languageWorker'],
      ...['isDefaultHostConfig', '$schema'],
    ],
  },
  {
    path: 'extensions',
    names: [
      ...[
        'http',
        'queues',
        'blobs',
        'tables',
        'serviceBus',
        'eventHubs',
        'eventGrid',
        'cosmosDB',
        'durableTask',
      ],
      ...[
        'kafka',
        'rabbitMQ',
        'signalR',
        'sendGrid',
        'twilioSms',
        'sql',
        'mySql',
        'redis',
        'dapr',
        'webPubSub',
        'mcp',
      ],
    ],
    isOpen: true,
  },
  {
    path: 'extensions.http',
    names: [
      ...['routePrefix', 'maxOutstandingRequests', 'maxConcurrentRequests', 'dynamicThrottlesEnabled'],
      ...['hsts', 'customHeaders', 'enableChunkedRequestBinding'],
    ],
  },
  {
    path: 'extensions.queues',
    names: [
      ...['batchSize', 'newBatchThreshold', 'maxDequeueCount', 'visibilityTimeout', 'maxPollingInterval'],
      'messageEncoding',
    ],
  },
  { path: 'extensions.blobs', names: ['maxDegreeOfParallelism', 'poisonBlobThreshold'] },
  ...['customHandler', 'httpWorker'].flatMap(handlerNames),
  { path: 'extensionBundle', names: ['id', 'version', 'downloadPath', 'ensureLatest'] },
  {
    path: 'retry',
    names: ['strategy', 'maxRetryCount', 'delayInterval', 'minimumInterval', 'maximumInterval'],
  },
  { path: 'logging', names: ['logLevel', 'fileLoggingMode', 'console', 'applicationInsights'], isOpen: true },
  { path: 'concurrency', names: ['dynamicConcurrencyEnabled', 'snapshotPersistenceEnabled'] },
]

function handlerNames(section: string): Names[] {
  return [
    {
      path: section,
      names: [
        ...[
          'description',
          'enableForwardingHttpRequest',
          'enableProxyingHttpRequest',
          'initializationTimeout',
        ],
        ...['port', 'http', 'type'],
      ],
    },
    {
      path: `${section}.description`,
      names: [
        ...['defaultExecutablePath', 'arguments', 'workingDirectory', 'defaultWorkerPath', 'workerArguments'],
        ...['workerDirectory', 'useStdErrorStreamForErrorsOnly', 'isDisabled'],
      ],
    },
    { path: `${section}.http`, names: ['routes', 'defaultAuthorizationLevel'] },
    { path: `${section}.http.routes.*`, names: ['route', 'authorizationLevel'] },
  ]
}

function unknownName(name: string, { path, names, isOpen = false }: Names): string | undefined {
  if (names.some((known) => same(known, name))) return undefined
  const nearest = nearestName(name, names)
  if (isOpen && nearest === undefined) return undefined
  const home = SECTIONS.find(
    (section) => section.path !== '' && section.names.some((known) => same(known, name)),
  )
  const mend = nearest ? `Did you mean '${nearest}'?` : home ? `Its place is '${home.path}'.` : 'Remove it.'
  const place = path === '' ? 'host.json' : `'${path.replace('.*', '')}' of host.json`
  return `'${name}' in ${place} is not known to the Functions host, which ignores it without a word. ${mend}`
}

type Node = Readonly<Record<string, unknown>>

function objectsAt(value: unknown, path: string): readonly Node[] {
  if (path === '') return isNode(value) ? [value] : []
  const [step = '', ...rest] = path.split('.')
  if (step === '*')
    return Array.isArray(value) ? value.flatMap((each) => objectsAt(each, rest.join('.'))) : []
  if (!isNode(value)) return []
  return Object.entries(value)
    .filter(([name]) => same(name, step))
    .flatMap(([, child]) => objectsAt(child, rest.join('.')))
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function parse(text: string): unknown {
  try {
    return parseJsonText(text)
  } catch {
    return undefined
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
