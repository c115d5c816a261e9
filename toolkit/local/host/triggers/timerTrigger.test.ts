import { BlobServiceClient } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Azurite, startAzurite } from '../fixtures/azurite.ts'
import { eventually, type RunningApp, runApp } from '../fixtures/testApp.ts'

let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite()
})
afterAll(() => azurite[Symbol.asyncDispose]())

const timer = (properties: object) => ({
  bindings: [{ name: 't', type: 'timerTrigger', direction: 'in', ...properties }],
})

const statusBlob = (site: string) =>
  BlobServiceClient.fromConnectionString(azurite.connectionString)
    .getContainerClient('azure-webjobs-hosts')
    .getBlockBlobClient(`timers/${site}/Host.Functions.tick/status`)

/** Undefined while it is missing or half written. */
async function readStatus(site: string) {
  const bytes = await statusBlob(site)
    .downloadToBuffer()
    .catch(() => Buffer.alloc(0))
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

const calls = (app: RunningApp, count: number) =>
  eventually(
    `${count} calls`,
    () => app.requests().length >= count && app.requests().map(({ body }) => JSON.parse(body)),
  )

describe('a timer function', () => {
  it('fires on its schedule without storage, with the envelope of the contract', async () => {
    await using app = await runApp({
      functions: { tick: timer({ schedule: '%EVERY_SECOND%' }) },
      environment: { EVERY_SECOND: '* * * * * *' },
    })
    const [first] = await calls(app, 2)
    expect(first).toEqual({
      Data: { t: { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false } },
      Metadata: { sys: { MethodName: 'tick', UtcNow: expect.any(String), RandGuid: expect.any(String) } },
    })
    expect(app.messages()).toMatch(/Executing 'Functions\.tick' \(Reason='Timer fired at .+\+00:00', Id=/)
  })

  it('never overlaps itself', async () => {
    await using app = await runApp({
      functions: { tick: timer({ schedule: '* * * * * *', runOnStartup: true }) },
      answers: { '/tick': { json: {}, delay: 1_200 } },
    })
    const lines = () =>
      app.entries.map(({ message }) => message.split(' ')[0]).filter((word) => /^Execut/.test(word ?? ''))
    const order = await eventually('two runs', () => lines().length >= 4 && lines())
    expect(order.slice(0, 4)).toEqual(['Executing', 'Executed', 'Executing', 'Executed'])
  })

  it('runs at once when a run was missed, and keeps its status', async () => {
    const environment = { AzureWebJobsStorage: azurite.connectionString, WEBSITE_SITE_NAME: 'Shop-One' }
    const functions = { tick: timer({ schedule: '0 0 3 1 1 *' }) }
    {
      await using first = await runApp({ functions, environment })
      await eventually('the first status', () => readStatus('shop-one'))
      expect(first.requests()).toEqual([])
    }
    const status = await readStatus('shop-one')
    expect(status).toEqual({
      Last: '0001-01-01T00:00:00+00:00',
      Next: expect.stringMatching(/^\d{4}-01-01T03:00:00\+00:00$/),
      LastUpdated: expect.stringMatching(/^\d{4}-.+\+00:00$/),
    })
    const longAgo = { ...status, Last: '2024-01-01T03:00:00+00:00', Next: '2025-01-01T03:00:00+00:00' }
    await statusBlob('shop-one').uploadData(Buffer.from(JSON.stringify(longAgo)))

    await using second = await runApp({ functions, environment })
    const [call] = await calls(second, 1)
    expect(call.Data.t).toEqual({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: longAgo,
      IsPastDue: true,
    })
    await eventually('the new status', async () => {
      const current = await readStatus('shop-one')
      return Date.parse(current?.Last) > Date.parse('2026-01-01')
    })
  })

  it('runs in one of two hosts, and in the other once that stops', async () => {
    const environment = { AzureWebJobsStorage: azurite.connectionString, WEBSITE_SITE_NAME: 'pair' }
    const functions = { tick: timer({ schedule: '* * * * * *' }) }
    await using first = await runApp({ functions, environment })
    await calls(first, 1)
    await using second = await runApp({ functions, environment })
    const before = first.requests().length
    await calls(first, before + 2)
    expect(second.requests()).toEqual([])
    await first.host.stop()
    const atTheEnd = first.requests().length
    await calls(second, 1)
    expect(first.requests().length).toBe(atTheEnd)
  })

  it('runs at every start that asks for it, in local time', async () => {
    const environment = {
      AzureWebJobsStorage: azurite.connectionString,
      WEBSITE_SITE_NAME: 'berlin',
      TZ: 'Asia/Kolkata',
    }
    const functions = { tick: timer({ schedule: '0 0 3 1 1 *', runOnStartup: true }) }
    for (const start of [1, 2]) {
      await using app = await runApp({ functions, environment })
      const [call] = await calls(app, 1)
      const { IsPastDue, ScheduleStatus } = call.Data.t
      expect([start, IsPastDue, ScheduleStatus.Last.slice(0, 4) === '0001']).toEqual([
        start,
        false,
        start === 1,
      ])
      await eventually('the status', async () => (await readStatus('berlin'))?.Last.endsWith('+05:30'))
      expect((await readStatus('berlin'))?.Next).toMatch(/^\d{4}-01-01T03:00:00\+05:30$/)
    }
  })

  it('says that a time zone is none', async () => {
    await using app = await runApp({
      functions: { tick: timer({ schedule: '0 0 3 1 1 *' }) },
      environment: { WEBSITE_TIME_ZONE: 'Central' },
    })
    expect(app.messages()).toContain(
      `warning: There is no time zone 'Central', so timer 'tick' runs in UTC. Use a name as 'Europe/Berlin'.`,
    )
  })

  it('is not started with a schedule that is none', async () => {
    await using app = await runApp({ functions: { tick: timer({ schedule: 'daily' }) } })
    expect(app.messages()).toContain(
      `error: The listener for function 'Functions.tick' was unable to start. The schedule expression 'daily' was not recognized as a valid cron expression or timespan string: it has other characters or another number of fields. Write {second} {minute} {hour} {day} {month} {day-of-week}, e.g. '0 */5 * * * *'.`,
    )
  })
})
