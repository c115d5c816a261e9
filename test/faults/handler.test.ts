import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../toolkit/local/host/fixtures/testApp.ts'
import { type Storage, startStorage } from '../host/storage.ts'
import { numbered, startLoad } from './load.ts'

let storage: Storage
beforeEach(async () => {
  storage = await startStorage()
})
afterEach(() => storage[Symbol.asyncDispose]())

describe('a handler under load', () => {
  it('that is killed twice with -9 loses no message and does none twice, and every call is answered', async () => {
    const messages = numbered('ok', 80)
    const load = await startLoad(storage, messages)
    await using app = load.app
    const statuses: number[] = []
    const calling = new AbortController()
    const caller = (async () => {
      while (!calling.signal.aborted)
        statuses.push(
          await fetch(`${app.url}/api/ping`).then(
            ({ status }) => status,
            () => 0,
          ),
        )
    })()
    const restarts = () => app.messages().split('Restarting the handler process.').length - 1
    const killed = new Set<number>()
    for (const share of [20, 50]) {
      await eventually('a share of the work', () => load.deliveryCount() >= share)
      const pid = await eventually('a new handler', () => {
        const current = load.handlerPid()
        return !killed.has(current) && current
      })
      process.kill(pid, 'SIGKILL')
      killed.add(pid)
      await eventually('the restart', () => restarts() === killed.size)
    }
    const counts = await load.finish()
    calling.abort()
    await caller
    expect(restarts()).toBe(2)
    expect(counts).toMatchObject({ accepted: 80, done: messages, poisoned: [], left: 0 })
    expect([...counts.deliveries.keys()].sort()).toEqual(messages)
    expect(app.messages().split('exited with code 137').length - 1).toBe(2)
    expect(new Set(statuses)).toContain(200)
    expect(statuses.filter((status) => ![200, 500, 503].includes(status))).toEqual([])
  })

  it('that hangs is killed at functionTimeout, and what it had under way is done again', async () => {
    const messages = [...numbered('hang-once', 2), ...numbered('ok', 58)]
    const load = await startLoad(storage, messages, { hostJson: { functionTimeout: '00:00:01' } })
    await using app = load.app
    const counts = await load.finish()
    expect(counts).toMatchObject({ accepted: 60, done: messages, poisoned: [], left: 0 })
    for (const message of numbered('hang-once', 2)) expect(counts.deliveries.get(message)).toBeGreaterThan(1)
    expect(app.messages()).toContain(`Timeout value of 00:00:01 exceeded by function 'Functions.work'.`)
    expect(app.messages()).not.toContain('exited with code')
  })

  it('that answers garbage fails those calls only: once is retried, always is poison after five', async () => {
    const always = ['noise', 'html', 'shape', 'cut'].map((what) => `${what}-always`).sort()
    const once = ['noise', 'html', 'shape', 'cut'].flatMap((what) => numbered(`${what}-once`, 3)).sort()
    const fine = [...once, ...numbered('ok', 44)].sort()
    const load = await startLoad(storage, [...always, ...fine])
    await using _app = load.app
    const counts = await load.finish()
    expect(counts).toMatchObject({ accepted: 60, done: fine, poisoned: always, left: 0 })
    expect(always.map((message) => counts.deliveries.get(message))).toEqual([5, 5, 5, 5])
    expect(once.map((message) => counts.deliveries.get(message))).toEqual(once.map(() => 2))
    expect(counts.retried).toBe(4 * 4 + 12)
  })

  it('that loses its port without ending fails every call from then on, as on Azure: the rest is poison', async () => {
    const fine = numbered('ok', 59)
    const messages = [...fine.slice(0, 20), 'close-the-port', ...fine.slice(20)]
    const load = await startLoad(storage, messages)
    await using app = load.app
    const counts = await load.finish()
    expect([...counts.done, ...counts.poisoned].sort()).toEqual([...messages].sort())
    expect(counts.poisoned).toContain('close-the-port')
    expect(counts.left).toBe(0)
    expect(app.messages()).toContain('The handler does not listen any more: connect ECONNREFUSED')
  })
})
