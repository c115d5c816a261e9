import type { FunctionInput, FunctionOutput } from '@azure/functions'
import { input, output } from './testHost.ts'

export interface InputCase {
  /** The member of `input`. */
  readonly call: string
  readonly input: FunctionInput
  /** What function.json says besides name and direction (contract 9.2). */
  readonly binding: Readonly<Record<string, unknown>>
  /** Its value in `Data` (contract 5.13). */
  readonly wire: unknown
  readonly value: unknown
}

export interface OutputCase {
  /** The member of `output`. */
  readonly call: string
  readonly output: FunctionOutput
  readonly binding: Readonly<Record<string, unknown>>
  readonly value: unknown
  /** What the host gets (contract 6.3). */
  readonly wire: unknown
}

const connection = 'C'
const v3 = { connectionStringSetting: 'S', databaseName: 'd', collectionName: 'c' }
const v4 = { connection, databaseName: 'd', containerName: 'c' }
const command = { commandText: 'select 1', commandType: 'Text', connectionStringSetting: 'S' } as const
const upsert = { commandText: 'dbo.T', connectionStringSetting: 'S' }
const row = { id: '1', at: '2026-01-02T03:04:05Z' }

/** Every input of the library. */
export const officialInputs: readonly InputCase[] = [
  {
    call: 'storageBlob',
    input: input.storageBlob({ path: 'a/{id}', connection }),
    binding: { type: 'blob', path: 'a/{id}', connection },
    wire: '"text\\n"',
    value: 'text\n',
  },
  {
    call: 'table',
    input: input.table({ tableName: 't', partitionKey: 'p', connection, take: 5 }),
    binding: { type: 'table', tableName: 't', partitionKey: 'p', connection, take: 5 },
    wire: '[{"RowKey":"r"}]',
    value: [{ RowKey: 'r' }],
  },
  {
    call: 'cosmosDB',
    input: input.cosmosDB({ ...v3, sqlQuery: 'select * from c' }),
    binding: { type: 'cosmosDB', ...v3, sqlQuery: 'select * from c' },
    wire: '[{"id":"1"}]',
    value: [{ id: '1' }],
  },
  {
    call: 'cosmosDB',
    input: input.cosmosDB({ ...v4, id: '{id}', partitionKey: '{id}' }),
    binding: { type: 'cosmosDB', ...v4, id: '{id}', partitionKey: '{id}' },
    wire: '"{\\"id\\":\\"1\\"}"',
    value: { id: '1' },
  },
  {
    call: 'sql',
    input: input.sql({ ...command, parameters: '@id={id}' }),
    binding: { type: 'sql', ...command, parameters: '@id={id}' },
    wire: '[]',
    value: [],
  },
  {
    call: 'mySql',
    input: input.mySql(command),
    binding: { type: 'mysql', ...command },
    wire: '"[{\\"id\\":1}]"',
    value: [{ id: 1 }],
  },
  {
    call: 'webPubSubConnection',
    input: input.webPubSubConnection({ name: 'link', hub: 'h', connection }),
    binding: { type: 'webPubSubConnection', hub: 'h', connection },
    wire: { url: 'wss://h' },
    value: { url: 'wss://h' },
  },
  {
    call: 'webPubSubContext',
    input: input.webPubSubContext({ name: 'context', connection }),
    binding: { type: 'webPubSubContext', connections: ['C'] },
    wire: { isPreflight: false },
    value: { isPreflight: false },
  },
  {
    call: 'generic',
    input: input.generic({ type: 'redis', command: 'GET k' }),
    binding: { type: 'redis', command: 'GET k' },
    wire: 'null',
    value: undefined,
  },
]

/** Every output of the library but HTTP. */
export const officialOutputs: readonly OutputCase[] = [
  {
    call: 'storageBlob',
    output: output.storageBlob({ path: 'a/{id}', connection }),
    binding: { type: 'blob', path: 'a/{id}', connection },
    value: Buffer.from([0, 255]),
    wire: 'AP8=',
  },
  {
    call: 'table',
    output: output.table({ tableName: 't', connection }),
    binding: { type: 'table', tableName: 't', connection },
    value: [row],
    wire: [row],
  },
  {
    call: 'storageQueue',
    output: output.storageQueue({ queueName: 'q', connection }),
    binding: { type: 'queue', queueName: 'q', connection },
    value: row,
    wire: [JSON.stringify(row)],
  },
  {
    call: 'serviceBusQueue',
    output: output.serviceBusQueue({ queueName: 'q', connection }),
    binding: { type: 'serviceBus', queueName: 'q', connection },
    value: 'test',
    wire: ['test'],
  },
  {
    call: 'serviceBusTopic',
    output: output.serviceBusTopic({ topicName: 't', connection }),
    binding: { type: 'serviceBus', topicName: 't', connection },
    value: ['a', row],
    wire: ['a', JSON.stringify(row)],
  },
  {
    call: 'eventHub',
    output: output.eventHub({ eventHubName: 'h', connection }),
    binding: { type: 'eventHub', eventHubName: 'h', connection },
    value: [1, 2],
    wire: ['1', '2'],
  },
  {
    call: 'eventGrid',
    output: output.eventGrid({ topicEndpointUri: 'U', topicKeySetting: 'K' }),
    binding: { type: 'eventGrid', topicEndpointUri: 'U', topicKeySetting: 'K' },
    value: { id: '1', data: {} },
    wire: { id: '1', data: {} },
  },
  {
    call: 'cosmosDB',
    output: output.cosmosDB({ ...v3, createIfNotExists: true }),
    binding: { type: 'cosmosDB', ...v3, createIfNotExists: true },
    value: row,
    wire: row,
  },
  {
    call: 'cosmosDB',
    output: output.cosmosDB({ ...v4, partitionKey: '/id' }),
    binding: { type: 'cosmosDB', ...v4, partitionKey: '/id' },
    value: [row, row],
    wire: [row, row],
  },
  {
    call: 'sql',
    output: output.sql(upsert),
    binding: { type: 'sql', ...upsert },
    value: [{ id: 1 }],
    wire: [{ id: 1 }],
  },
  {
    call: 'mySql',
    output: output.mySql(upsert),
    binding: { type: 'mysql', ...upsert },
    value: { id: 1 },
    wire: { id: 1 },
  },
  {
    call: 'webPubSub',
    output: output.webPubSub({ name: 'actions', hub: 'h', connection }),
    binding: { type: 'webPubSub', hub: 'h', connection },
    value: [{ actionName: 'sendToAll', data: 'hi', dataType: 'text' }],
    wire: [{ actionName: 'sendToAll', data: 'hi', dataType: 'text' }],
  },
  {
    call: 'generic',
    output: output.generic({ type: 'kafka', topic: 't' }),
    binding: { type: 'kafka', topic: 't' },
    value: 'test',
    wire: 'dGVzdA==',
  },
]
