import { describe, expect, it } from 'vitest'
import { parseHostJson } from './hostJson.ts'

const parse = (value: unknown) => parseHostJson(JSON.stringify(value), '/app/host.json')
const description = { defaultExecutablePath: 'handler' }

describe('parseHostJson', () => {
  it('fills in the defaults of the host', () => {
    expect(parse({ version: '2.0', customHandler: { description } })).toEqual({
      customHandler: {
        description: {
          defaultExecutablePath: 'handler',
          arguments: [],
          defaultWorkerPath: undefined,
          workerArguments: [],
          workingDirectory: undefined,
          workerDirectory: undefined,
          useStdErrorStreamForErrorsOnly: true,
        },
        enableForwardingHttpRequest: false,
        enableProxyingHttpRequest: false,
        isLegacy: false,
        initializationTimeout: 30_000,
        port: undefined,
        routes: [],
      },
      warnings: [],
      functions: undefined,
      extensionBundle: undefined,
      functionTimeout: 1_800_000,
      routePrefix: 'api',
      logLevels: new Map(),
      http: { maxOutstandingRequests: Infinity, maxConcurrentRequests: Infinity, customHeaders: {} },
      queues: {
        batchSize: 16,
        newBatchThreshold: undefined,
        maxDequeueCount: 5,
        visibilityTimeout: 0,
        maxPollingInterval: undefined,
        messageEncoding: 'base64',
      },
      blobs: { maxDegreeOfParallelism: undefined, poisonBlobThreshold: 5 },
      retry: undefined,
    })
  })

  it('matches keys ignoring case and takes text for its value', () => {
    const hostJson = parse({
      VERSION: '2.0',
      customhandler: {
        Description: { DefaultExecutablePath: 'node', Arguments: ['a.js'] },
        EnableForwardingHttpRequest: 'True',
        initializationtimeout: '00:01:30',
      },
      Functions: ['hello'],
      FunctionTimeout: '-1',
      extensions: { HTTP: { RoutePrefix: '/v1/' }, queues: { batchsize: '8', messageEncoding: 'None' } },
    })
    expect(hostJson.customHandler?.description.arguments).toEqual(['a.js'])
    expect(hostJson.customHandler?.enableForwardingHttpRequest).toBe(true)
    expect(hostJson.customHandler?.initializationTimeout).toBe(90_000)
    expect(hostJson.functions).toEqual(['hello'])
    expect(hostJson.functionTimeout).toBe(Number.POSITIVE_INFINITY)
    expect(hostJson.routePrefix).toBe('v1')
    expect(hostJson.queues).toMatchObject({ batchSize: 8, messageEncoding: 'none' })
  })

  it.each([{ customHandler: {} }, { customHandler: { description: {}, x: [] } }, {}])(
    'takes %j for an app without a custom handler',
    (rest) => expect(parse({ version: '2.0', ...rest }).customHandler).toBeUndefined(),
  )

  it.each([
    [
      {},
      `The host.json file is missing the required 'version' property. See https://aka.ms/functions-hostjson for steps to migrate the configuration file. Add "version": "2.0".`,
    ],
    [
      { version: '3.0' },
      `'3.0' is an invalid value for host.json 'version' property. We recommend you set the 'version' property to '2.0'. This does not correspond to the function runtime version, only to the schema version of the host.json file. See https://aka.ms/functions-hostjson for more information on this configuration file.`,
    ],
    [
      { version: '2.0', customHandler: { enableForwardingHttpRequest: true } },
      `Missing worker Description. Write "description": {"defaultExecutablePath": "<the handler's executable>"} into customHandler of host.json.`,
    ],
    [
      { version: '2.0', customHandler: { description: { arguments: ['x'] } } },
      `WorkerDescription DefaultExecutablePath cannot be empty. Write "description": {"defaultExecutablePath": "<the handler's executable>"} into customHandler of host.json.`,
    ],
    [
      { version: '2.0', functionTimeout: '00:00:00' },
      'FunctionTimeout must be greater than 00:00:01 and less than 10675199.02:48:05.4775807.',
    ],
    [
      { version: '2.0', extensions: { queues: { batchSize: 33 } } },
      `'33' is an invalid value for host.json 'extensions.queues.batchSize'. Use a whole number, 1 to 32.`,
    ],
    [
      { version: '2.0', extensions: { http: { customHeaders: { 'X-Price': '5 €' } } } },
      `'X-Price: 5 €' is an invalid header in host.json 'extensions.http.customHeaders'. Use letters, digits and dashes for its name, and no line breaks or characters beyond Latin-1 for its value.`,
    ],
    [
      { version: '2.0', extensions: { http: { customHeaders: { 'X Price': 5 } } } },
      `'X Price: 5' is an invalid header in host.json 'extensions.http.customHeaders'. Use letters, digits and dashes for its name, and no line breaks or characters beyond Latin-1 for its value.`,
    ],
    [
      { version: '2.0', customHandler: { description, initializationTimeout: 'soon' } },
      `'soon' is an invalid value for host.json 'customHandler.initializationTimeout'. Use a time as 'hh:mm:ss'.`,
    ],
  ])('refuses %j', (value, message) => {
    expect(() => parse(value)).toThrow(expect.objectContaining({ code: 'host-json-invalid', message }))
  })

  it.each([
    ['{', "Expected property name or '}' in JSON at position 1 (line 1 column 2)"],
    [' ', 'The file is empty'],
    ['[]', 'It holds a list'],
    ['null', 'It holds null'],
  ])('names the file that is no JSON object: %j', (text, reason) => {
    expect(() => parseHostJson(text, '/app/host.json')).toThrow(
      `Unable to parse host configuration file '/app/host.json'. ${reason}. It has to be one JSON object, in which comments may stand; {"version": "2.0"} is the shortest.`,
    )
  })

  it('reads a list that was given item by item, and takes an empty one for none', () => {
    expect(parse({ version: '2.0', functions: { 0: 'hello', 1: 'bye' } }).functions).toEqual(['hello', 'bye'])
    expect(parse({ version: '2.0', functions: [] }).functions).toBeUndefined()
  })

  it('reads the retry policy of all functions, also from text', () => {
    const retry = { Strategy: 'fixedDelay', MaxRetryCount: '-1', delayInterval: '00:00:10' }
    expect(parse({ version: '2.0', retry }).retry).toEqual({
      strategy: 'fixedDelay',
      maxRetryCount: -1,
      delayInterval: '00:00:10',
    })
    expect(() => parse({ version: '2.0', retry: { strategy: 'often', maxRetryCount: 1 } })).toThrow(
      `'often' is not a retry strategy. Use 'fixedDelay' or 'exponentialBackoff'.`,
    )
  })
})
