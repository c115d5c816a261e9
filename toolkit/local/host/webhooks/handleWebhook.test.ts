import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BlobServiceClient } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Azurite, startAzurite } from '../fixtures/azurite.ts'
import { eventually, type RunningApp, runApp, type TestApp } from '../fixtures/testApp.ts'
import { openKeys } from '../keys/keyFiles.ts'

let azurite: Azurite
let blobs: BlobServiceClient
beforeAll(async () => {
  azurite = await startAzurite()
  blobs = BlobServiceClient.fromConnectionString(azurite.connectionString)
})
afterAll(() => azurite[Symbol.asyncDispose]())

const trigger = (type: string, properties: object = {}) => ({
  bindings: [{ name: 'event', type, direction: 'in', ...properties }],
})

const run = (app: TestApp) =>
  runApp({
    ...app,
    environment: { AzureWebJobsStorage: azurite.connectionString, ...app.environment },
  })

/** What Event Grid sends; the answer as status and text. */
async function send(app: RunningApp, path: string, body: unknown, type = 'Notification'): Promise<string> {
  const response = await fetch(`${app.url}/runtime/webhooks/${path}`, {
    method: 'POST',
    headers: { 'aeg-event-type': type, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return `${response.status} ${await response.text()}`
}

/** Waits until the scan takes what is there for older than a host that starts now. */
const nextSecond = () => sleep(1_000 - (Date.now() % 1_000))

const envelopes = (app: RunningApp) => app.requests().map(({ body }) => JSON.parse(body))
const validation = [
  { eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent', data: { validationCode: '512d38b6' } },
]

describe('the webhook of blobs', () => {
  const created = (url: string, eTag = '0x8D4BCC2E4835CD0') => ({
    eventType: 'Microsoft.Storage.BlobCreated',
    data: { api: 'PutBlockList', url, eTag, blobType: 'BlockBlob', contentLength: 5 },
  })
  const path = 'blobs?functionName=Host.Functions.read'

  it('runs a blob function for an event, however often it comes', async () => {
    const container = blobs.getContainerClient('letters-by-event')
    await container.create()
    const blob = container.getBlockBlobClient('in/ä b.txt')
    const { etag = '' } = await blob.uploadData(Buffer.from('hello'))
    await nextSecond()
    const functions = {
      read: trigger('blobTrigger', { path: 'letters-by-event/in/{name}', source: 'EventGrid' }),
    }
    await using app = await run({ functions, environment: { WEBSITE_SITE_NAME: 'by-event' } })
    expect(await send(app, path, [created(blob.url, etag.replaceAll('"', ''))])).toBe('202 ')
    await eventually('the first call', () => app.requests().length === 1)
    expect(await send(app, path, created(blob.url))).toBe('202 ')
    await eventually('the second call', () => app.requests().length === 2)
    expect(envelopes(app)[0]).toMatchObject({
      Data: { event: Buffer.from('hello').toString('base64') },
      Metadata: { name: '"ä b.txt"' },
    })
    expect(app.messages()).toContain(`Reason='New blob detected(EventGrid): letters-by-event/in/ä b.txt'`)
  })

  it.each([
    ['on-azure', 'https://acct.blob.core.windows.net'],
    ['of-compose', 'http://azurite:10000/devstoreaccount1'],
  ])('finds the blob in the URL of an account %s, too', async (site, account) => {
    const container = blobs.getContainerClient(`letters-${site}`)
    await container.create()
    await container.getBlockBlobClient('a').uploadData(Buffer.from('x'))
    await nextSecond()
    const functions = { read: trigger('blobTrigger', { path: `letters-${site}`, source: 'EventGrid' }) }
    await using app = await run({ functions, environment: { WEBSITE_SITE_NAME: site } })
    expect(await send(app, path, [created(`${account}/letters-${site}/a`)])).toBe('202 ')
    await eventually('the call', () => app.requests().length === 1)
  })

  it('shakes hands, and says what it cannot use', async () => {
    const functions = { read: trigger('blobTrigger', { path: 'letters', source: 'EventGrid' }) }
    await using app = await run({ functions, environment: { WEBSITE_SITE_NAME: 'hands' } })
    expect(await send(app, path, validation, 'SubscriptionValidation')).toBe(
      '200 {"validationResponse":"512d38b6"}',
    )
    const asText = { data: JSON.stringify(validation[0]?.data) }
    expect(await send(app, path, asText, 'SubscriptionValidation')).toBe(
      '200 {"validationResponse":"512d38b6"}',
    )
    expect(await send(app, path, [], 'Unsubscribe')).toBe('202 ')
    expect(await send(app, path, [], 'Other')).toBe(
      `400 The header 'aeg-event-type' is missing or unknown. Send 'aeg-event-type: Notification' with events, 'SubscriptionValidation' or 'Unsubscribe'.`,
    )
    expect(await send(app, path, 'text')).toBe(
      '500 The body has to be a JSON object, or a list of them: the events.',
    )
    expect(await send(app, path, [{ data: { url: 'https://a/b/c' } }])).toMatch(
      /^500 An event of a blob has data\.url, data\.blobType and data\.eTag\. data\.blobType: /,
    )
    expect(await send(app, 'blobs?functionName=read', [created('https://a/b/c')])).toBe('202 ')
    expect(app.messages()).toContain(
      `warning: Event Grid tells of a blob for 'read', which is no blob function of this app: the host takes the event and drops it. functionName in the webhook's URL has to be one of: Host.Functions.read.`,
    )
    expect(await send(app, 'other?functionName=read', [])).toBe('404 ')
    expect((await fetch(`${app.url}/runtime/webhooks/blobs`, { method: 'PUT' })).status).toBe(405)
  })
})

describe('the webhook of Event Grid', () => {
  const event = { id: '1', subject: 's', eventTime: '2026-01-02T03:04:05Z', data: { k: 'v' } }

  it('runs a function for each event, as it came, and answers when all have ended', async () => {
    await using app = await run({ functions: { tell: trigger('eventGridTrigger') } })
    expect(app.messages()).not.toContain('does not listen')
    const path = 'EventGrid?functionName=tell'
    expect(await send(app, path, [event, { ...event, id: '2' }])).toBe('202 ')
    expect(envelopes(app)).toEqual([
      {
        Data: { event },
        Metadata: { data: { k: 'v' }, sys: expect.objectContaining({ MethodName: 'tell' }) },
      },
      expect.objectContaining({ Data: { event: { ...event, id: '2' } } }),
    ])
    expect(await send(app, path, validation, 'SubscriptionValidation')).toBe(
      '200 {"validationResponse":"512d38b6"}',
    )
    app.answer({ '/tell': { status: 500 } })
    expect(await send(app, path, event)).toBe('500 Exception while executing function: Functions.tell')
    expect(await send(app, 'eventgrid?functionName=other', event)).toBe(`404 cannot find function: 'other'`)
  })

  it('gives many events at once to a function that takes them, and lets CloudEvents in', async () => {
    await using app = await run({ functions: { tell: trigger('eventGridTrigger', { cardinality: 'many' }) } })
    expect(await send(app, 'EventGrid?functionName=tell', [event, event])).toBe('202 ')
    expect(envelopes(app).map(({ Data }) => JSON.parse(Data.event))).toEqual([[event, event]])
    const asked = await fetch(`${app.url}/runtime/webhooks/EventGrid?functionName=tell`, {
      method: 'OPTIONS',
      headers: { 'WebHook-Request-Origin': 'eventgrid.azure.us' },
    })
    expect([asked.status, asked.headers.get('webhook-allowed-origin')]).toEqual([200, 'eventgrid.azure.us'])
  })
})

it('a webhook asks for the key of its extension, or the master key', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'webhook-keys-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const keys = openKeys(directory)
  await using app = await run({ functions: { tell: trigger('eventGridTrigger') }, keys })
  const call = (code: string | undefined) => send(app, `EventGrid?functionName=tell&code=${code}`, [])
  expect(await call('')).toBe('401 ')
  expect(await call(keys.host.get('default'))).toBe('401 ')
  expect(await call(keys.system.get('blobs_extension'))).toBe('401 ')
  expect(await call(keys.system.get('eventgrid_extension'))).toBe('202 ')
  expect(await call(keys.master)).toBe('202 ')
  expect(openKeys(directory).system).toEqual(keys.system)
})
