import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAzurite } from '../../toolkit/local/host/fixtures/azurite.ts'
import { eventually } from '../../toolkit/local/host/fixtures/testApp.ts'
import { storageOf } from '../host/storage.ts'
import { numbered, startLoad } from './load.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'faults-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('storage under load', () => {
  it('that is restarted loses no message', async () => {
    const first = await startAzurite({ directory })
    const messages = numbered('ok', 80)
    const load = await startLoad(storageOf(first), messages)
    await using app = load.app
    await eventually('a share of the work', () => load.deliveryCount() >= 20)
    await first.stop()
    await eventually('a failure', () => app.messages().includes('ECONNREFUSED'))
    await using _second = await startAzurite({ directory, ports: first.ports })
    const counts = await load.finish('hidden ones')
    // What was under way when it ended may be done, and hidden for ten minutes before it comes again.
    const kept = new Set([...counts.done, ...counts.poisoned])
    expect(kept.size + counts.left).toBeGreaterThanOrEqual(messages.length)
    expect(counts.poisoned).toEqual([])
    const doubled = counts.done.filter((message, index) => counts.done[index - 1] === message)
    for (const message of doubled) expect(counts.deliveries.get(message)).toBeGreaterThan(1)
    const deliveries = [...counts.deliveries.values()].reduce((sum, times) => sum + times, 0)
    expect(counts.retried).toBeGreaterThanOrEqual(deliveries - counts.deliveries.size)
  })

  it('that is full takes what fits: the rest is poison, and the log says why', async () => {
    await using azurite = await startAzurite({ directory, longestFile: 2_000 })
    const big = numbered('big', 4)
    const fine = numbered('ok', 40)
    const messages = [...fine.slice(0, 20), ...big, ...fine.slice(20)]
    const hostJson = { extensions: { queues: { maxDequeueCount: 1 } } }
    const load = await startLoad(storageOf(azurite), messages, { blob: true, hostJson })
    await using app = load.app
    const counts = await load.finish()
    // A small one may find no room either, beside a big one.
    expect([...counts.done, ...counts.poisoned].sort()).toEqual([...messages].sort())
    expect(counts.poisoned).toEqual(expect.arrayContaining([...big]))
    expect(counts.done.length).toBeGreaterThan(0)
    expect(app.messages()).toContain(`The storage service did not take output 'file': `)
  })
})
