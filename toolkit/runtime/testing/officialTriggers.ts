import { expect } from 'vitest'
import { app, library } from './testHost.ts'

/** One way to register a function, and what has to come of it. */
export interface TriggerCase {
  /** The member of `app`. */
  readonly call: string
  readonly what?: string
  readonly register: (name: string, handler: (argument: unknown) => Record<string, never>) => void
  /** What function.json says of the trigger besides name and direction (contract 9.2). */
  readonly binding: Readonly<Record<string, unknown>>
  /** Its value in `Data` (contract 5.5 to 5.12). */
  readonly wire: unknown
  /** What the handler gets. */
  readonly argument: unknown
}

const connection = 'C'
const tableOptions = { tableName: 'dbo.T', connectionStringSetting: 'S' }
const v3 = { connectionStringSetting: 'S', databaseName: 'd', collectionName: 'c' }
const v4 = { connection, databaseName: 'd', containerName: 'c' }
const hub = { connection, eventHubName: 'h' }
const topic = { connection, topicName: 't', subscriptionName: 's' }
const tool = { toolName: 't', description: 'd' }
const resource = { uri: 'u://r', resourceName: 'r', mimeType: 'text/plain', size: 3 }
const changes = [{ Operation: 1, Item: { id: 7 } }]

/** Every trigger of the library that is not HTTP. */
export const officialTriggers: readonly TriggerCase[] = [
  {
    call: 'timer',
    register: (name, handler) =>
      app.timer(name, { schedule: '0 */5 * * * *', runOnStartup: true, useMonitor: false, handler }),
    binding: { type: 'timerTrigger', schedule: '0 */5 * * * *', runOnStartup: true, useMonitor: false },
    wire: { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false },
    argument: { schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false },
  },
  {
    call: 'storageBlob',
    register: (name, handler) =>
      app.storageBlob(name, { path: 'in/{name}', connection, source: 'EventGrid', handler }),
    binding: { type: 'blobTrigger', path: 'in/{name}', connection, source: 'EventGrid' },
    wire: 'aGk=',
    argument: Buffer.from('hi'),
  },
  {
    call: 'storageQueue',
    register: (name, handler) => app.storageQueue(name, { queueName: 'q', connection, handler }),
    binding: { type: 'queueTrigger', queueName: 'q', connection },
    wire: '"{\\"id\\":7}"',
    argument: { id: 7 },
  },
  {
    call: 'serviceBusQueue',
    register: (name, handler) =>
      app.serviceBusQueue(name, { queueName: 'q', connection, isSessionsEnabled: true, handler }),
    binding: { type: 'serviceBusTrigger', queueName: 'q', connection, isSessionsEnabled: true },
    wire: '"hello"',
    argument: 'hello',
  },
  {
    call: 'serviceBusTopic',
    what: 'many',
    register: (name, handler) => app.serviceBusTopic(name, { ...topic, cardinality: 'many', handler }),
    binding: { type: 'serviceBusTrigger', ...topic, cardinality: 'many' },
    wire: '["a","{\\"id\\":7}"]',
    argument: ['a', { id: 7 }],
  },
  {
    call: 'eventHub',
    register: (name, handler) => app.eventHub(name, { ...hub, consumerGroup: 'g', handler }),
    binding: { type: 'eventHubTrigger', ...hub, consumerGroup: 'g' },
    wire: '"{\\"id\\":7}"',
    argument: { id: 7 },
  },
  {
    call: 'eventHub',
    what: 'many',
    register: (name, handler) => app.eventHub(name, { ...hub, cardinality: 'many', handler }),
    binding: { type: 'eventHubTrigger', ...hub, cardinality: 'many' },
    wire: '[{"id":1},{"id":2}]',
    argument: [{ id: 1 }, { id: 2 }],
  },
  {
    call: 'eventGrid',
    register: (name, handler) => app.eventGrid(name, { handler }),
    binding: { type: 'eventGridTrigger' },
    wire: { id: '1', data: { k: 'v' } },
    argument: { id: '1', data: { k: 'v' } },
  },
  {
    call: 'cosmosDB',
    what: 'bundle 3',
    register: (name, handler) =>
      app.cosmosDB(name, { ...v3, createLeaseCollectionIfNotExists: true, handler }),
    binding: { type: 'cosmosDBTrigger', ...v3, createLeaseCollectionIfNotExists: true },
    wire: '[{"id":"a"}]',
    argument: [{ id: 'a' }],
  },
  {
    call: 'cosmosDB',
    what: 'bundle 4',
    register: (name, handler) =>
      app.cosmosDB(name, {
        ...v4,
        changeFeedMode: library.CosmosDBv4ChangeFeedMode.AllVersionsAndDeletes,
        startFromBeginning: true,
        handler,
      }),
    binding: {
      type: 'cosmosDBTrigger',
      ...v4,
      changeFeedMode: 'AllVersionsAndDeletes',
      startFromBeginning: true,
    },
    wire: '"[{\\"id\\":\\"a\\"}]"',
    argument: [{ id: 'a' }],
  },
  {
    call: 'sql',
    register: (name, handler) => app.sql(name, { ...tableOptions, handler }),
    binding: { type: 'sqlTrigger', ...tableOptions },
    wire: JSON.stringify(changes),
    argument: changes,
  },
  {
    call: 'mySql',
    register: (name, handler) => app.mySql(name, { ...tableOptions, handler }),
    binding: { type: 'mysqlTrigger', ...tableOptions },
    wire: JSON.stringify(JSON.stringify(changes)),
    argument: changes,
  },
  {
    call: 'connectorTrigger',
    register: (name, handler) => app.connectorTrigger(name, { connectorName: 'office', handler }),
    binding: { type: 'connectorTrigger', connectorName: 'office' },
    wire: { subject: 's' },
    argument: { subject: 's' },
  },
  {
    call: 'warmup',
    register: (name, handler) => app.warmup(name, { handler }),
    binding: { type: 'warmupTrigger' },
    wire: {},
    argument: {},
  },
  {
    call: 'webPubSub',
    register: (name, handler) =>
      app.webPubSub(name, {
        name: 'message',
        hub: 'h',
        eventType: 'user',
        eventName: 'e',
        connection,
        handler,
      }),
    binding: { type: 'webPubSubTrigger', hub: 'h', eventType: 'user', eventName: 'e', connections: ['C'] },
    wire: { data: 'hi', dataType: 'text' },
    argument: { data: 'hi', dataType: 'text' },
  },
  {
    call: 'mcpTool',
    register: (name, handler) =>
      app.mcpTool(name, {
        ...tool,
        toolProperties: { city: library.arg.string().describe('where') },
        handler,
      }),
    binding: {
      type: 'mcpToolTrigger',
      ...tool,
      useResultSchema: true,
      toolProperties:
        '[{"propertyName":"city","propertyType":"string","description":"where","isRequired":true,"isArray":false}]',
    },
    wire: '"{\\"arguments\\":{\\"city\\":\\"Rome\\"}}"',
    argument: { arguments: { city: 'Rome' } },
  },
  {
    call: 'mcpResource',
    register: (name, handler) => app.mcpResource(name, { ...resource, handler }),
    binding: { type: 'mcpResourceTrigger', ...resource },
    wire: { uri: 'u://r' },
    argument: { uri: 'u://r' },
  },
  {
    call: 'mcpPrompt',
    register: (name, handler) =>
      app.mcpPrompt(name, {
        promptName: 'p',
        promptArguments: { tone: library.promptArg.describe('how') },
        handler,
      }),
    binding: {
      type: 'mcpPromptTrigger',
      promptName: 'p',
      promptArguments: '[{"name":"tone","description":"how","required":false}]',
    },
    wire: '"{\\"name\\":\\"p\\",\\"arguments\\":{\\"tone\\":\\"dry\\"}}"',
    argument: expect.objectContaining({ name: 'p', arguments: { tone: 'dry' } }),
  },
  {
    call: 'generic',
    register: (name, handler) =>
      app.generic(name, { trigger: { type: 'kafka', name: 'k', topic: 't', brokerList: '%B%' }, handler }),
    binding: { type: 'kafkaTrigger', topic: 't', brokerList: '%B%' },
    wire: { Offset: 1, Value: 'v' },
    argument: { Offset: 1, Value: 'v' },
  },
]
