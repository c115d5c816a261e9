import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { downloadBlob } from '../../toolkit/local/host/downloadBlob.ts'
import { eventually, type RunningApp, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { type Storage, startStorage } from './storage.ts'

let storage: Storage
beforeAll(async () => {
  storage = await startStorage()
})
afterAll(() => storage[Symbol.asyncDispose]())

const timer = (properties: object) => ({
  tick: { bindings: [{ name: 't', type: 'timerTrigger', direction: 'in', ...properties }] },
})

const calls = (app: RunningApp, count: number) =>
  eventually(
    `${count} calls`,
    () => app.requests().length >= count && app.requests().map(({ body }) => JSON.parse(body).Data.t),
  )

const statusBlob = (site: string) =>
  storage.blobs
    .getContainerClient('azure-webjobs-hosts')
    .getBlockBlobClient(`timers/${site}/Host.Functions.tick/status`)

async function readStatus(site: string) {
  const blob = await downloadBlob(statusBlob(site)).catch(() => undefined)
  return blob && JSON.parse(blob.content.toString())
}

const site = (name: string) => ({ ...storage.settings, WEBSITE_SITE_NAME: name })
const YEARLY = '0 0 3 1 1 *'

describe('contract 13.2, timers', () => {
  it('30. runs by six fields, never two at a time', async () => {
    await using app = await runApp({
      functions: timer({ schedule: '*/1 * * * * *' }),
      answers: { '/tick': { json: {}, delay: 1_500 } },
    })
    const [first] = await calls(app, 3)
    expect(first).toEqual({ Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: false })
    const order = app.entries.flatMap(({ message }) => /^(Executing|Executed) /.exec(message)?.[1] ?? [])
    expect(order.slice(0, 4)).toEqual(['Executing', 'Executed', 'Executing', 'Executed'])
  })

  it('30. tells a timer that is run by hand what is remembered of it', async () => {
    await using app = await runApp({ functions: timer({ schedule: YEARLY }), environment: site('by-hand') })
    const stored = await eventually('the status', () => readStatus('by-hand'))
    await fetch(`${app.url}/admin/functions/tick`, { method: 'POST', body: '{"input":"x"}' })
    expect(await calls(app, 1)).toEqual([
      { Schedule: { AdjustForDST: true }, ScheduleStatus: stored, IsPastDue: false },
    ])
    expect(stored).toMatchObject({ Last: '0001-01-01T00:00:00+00:00' })
  })

  it('30. runs in one of several hosts', async () => {
    const app = { functions: timer({ schedule: YEARLY, runOnStartup: true }), environment: site('several') }
    await using first = await runApp(app)
    await calls(first, 1)
    await using second = await runApp(app)
    expect(second.requests()).toEqual([])
    await first.host.stop()
    await calls(second, 1)
    expect(first.requests().length).toBe(1)
  })

  it('30. keeps its status, and makes up for one missed run with IsPastDue', async () => {
    const app = { functions: timer({ schedule: YEARLY }), environment: site('late') }
    {
      await using first = await runApp(app)
      await eventually('the status', () => readStatus('late'))
      expect(first.requests()).toEqual([])
    }
    const stored = {
      Last: '2020-01-01T03:00:00+00:00',
      Next: '2021-01-01T03:00:00+00:00',
      LastUpdated: '2020-01-01T03:00:00+00:00',
    }
    await statusBlob('late').uploadData(Buffer.from(JSON.stringify(stored)))
    {
      await using second = await runApp(app)
      expect(await calls(second, 1)).toEqual([
        { Schedule: { AdjustForDST: true }, ScheduleStatus: stored, IsPastDue: true },
      ])
      await eventually('the new status', async () => (await readStatus('late'))?.Last !== stored.Last)
    }
    const { Next } = await readStatus('late')
    expect(Next).toMatch(/^\d{4}-01-01T03:00:00\+00:00$/)
  })

  it('30. keeps no status with useMonitor false, or more often than once a minute', async () => {
    const schedules = {
      yearly: { schedule: YEARLY, useMonitor: false },
      often: { schedule: '*/30 * * * * *' },
    }
    for (const [name, properties] of Object.entries(schedules)) {
      const functions = timer({ ...properties, runOnStartup: true })
      await using app = await runApp({ functions, environment: site(name) })
      const [call] = await calls(app, 1)
      expect(call.ScheduleStatus).toBeNull()
      await app.host.stop()
      expect(await readStatus(name)).toBeUndefined()
    }
  })

  it('30. runs at every start with runOnStartup, and by a TimeSpan', async () => {
    const functions = timer({ schedule: '00:00:01', runOnStartup: true })
    await using app = await runApp({ functions, environment: site('span') })
    const [atStart, later] = await calls(app, 2)
    expect([atStart.IsPastDue, later.IsPastDue]).toEqual([false, false])
    expect(later.Schedule).toEqual({ AdjustForDST: false })
  })
})
