import { TableClient } from '@azure/data-tables'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Azurite, startAzurite } from '../fixtures/azurite.ts'
import { httpFunction, runApp, type TestApp } from '../fixtures/testApp.ts'

let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite()
})
afterAll(() => azurite[Symbol.asyncDispose]())

const run = (app: TestApp) =>
  runApp({ ...app, environment: { AzureWebJobsStorage: azurite.connectionString } })

const client = (name: string) =>
  TableClient.fromConnectionString(azurite.connectionString, name, { allowInsecureConnection: true })

const table = (direction: string, tableName: string, properties: object = {}) => ({
  name: 'rows',
  type: 'table',
  direction,
  tableName,
  ...properties,
})

describe('a table output', () => {
  it('inserts entities, in a table it creates', async () => {
    const rows = [
      { partitionKey: 'a', rowKey: '1', price: 5, name: 'pen' },
      { PartitionKey: 'b', RowKey: '1', price: 0.5, sold: true, at: '2026-01-02T03:04:05Z' },
    ]
    await using app = await run({
      functions: { hello: httpFunction({}, table('out', 'Made')) },
      answers: { '/hello': { json: { Outputs: { rows, res: { statusCode: 201 } } } } },
    })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(201)
    expect(await client('Made').getEntity('a', '1')).toMatchObject({ price: 5n, name: 'pen' })
    expect(await client('Made').getEntity('b', '1')).toMatchObject({
      price: 0.5,
      sold: true,
      at: new Date('2026-01-02T03:04:05Z'),
    })
  })

  it('fails the invocation when an entity is there already', async () => {
    await using app = await run({
      functions: {
        hello: httpFunction({ route: '{id}' }, table('out', 'Once', { partitionKey: 'p', rowKey: '{id}' })),
      },
      answers: { '/hello': { json: { Outputs: { rows: { text: 'x' } } } } },
    })
    expect((await fetch(`${app.url}/api/7`)).status).toBe(200)
    expect((await fetch(`${app.url}/api/7`)).status).toBe(500)
    expect(app.messages()).toContain('The specified entity already exists')
  })
})

describe('a table input', () => {
  it('is one entity by its keys, or a list by partition, filter and take', async () => {
    const prices = client('Prices')
    await prices.createTable()
    const at = new Date('2026-01-02T03:04:05.678Z')
    await prices.createEntity({ partitionKey: `o'hara`, rowKey: '1', price: 5, at, big: 12n })
    await prices.createEntity({ partitionKey: `o'hara`, rowKey: '2', price: 7, raw: new Uint8Array([255]) })
    await prices.createEntity({ partitionKey: 'other', rowKey: '1', price: 9 })
    const input = (properties: object) => table('in', 'Prices', properties)
    await using app = await run({
      functions: {
        one: httpFunction({ route: 'one/{shop}/{id}' }, input({ partitionKey: '{shop}', rowKey: '{id}' })),
        some: httpFunction({ route: 'some/{shop}' }, input({ partitionKey: '{shop}', filter: 'price gt 5' })),
        named: httpFunction(
          { route: 'named/{shop}' },
          input({ filter: `PartitionKey eq '{shop}'`, take: 1 }),
        ),
        none: httpFunction({}, table('in', 'NotThere')),
      },
    })
    for (const path of [`one/o'hara/1`, 'one/other/2', `some/o'hara`, `named/o'hara`, 'none']) {
      await fetch(`${app.url}/api/${path}`)
    }
    const values = app.requests().map(({ body }) => JSON.parse(body).Data.rows)
    const common = { PartitionKey: `o'hara`, Timestamp: expect.any(String), 'odata.etag': expect.any(String) }
    const first = { ...common, RowKey: '1', price: 5, at: '2026-01-02T03:04:05.678+00:00', big: 12 }
    expect(values[0]).toEqual(first)
    expect(values[1]).toBe('null')
    expect(JSON.parse(values[2])).toEqual([{ ...common, RowKey: '2', price: 7, raw: '/w==' }])
    expect(JSON.parse(values[3])).toEqual([first])
    expect(values[4]).toBe('[]')
  })
})
