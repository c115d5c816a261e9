import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { oneAtATime } from './oneAtATime.ts'

test('who comes second waits for the first, and is told once whom it waits for', async () => {
  const { file, waiting, waitedFor } = turns()
  const first = Promise.withResolvers<void>()
  const log: string[] = []
  const work = (name: string, until?: Promise<void>) => async () => {
    log.push(`${name} begins`)
    await until
    log.push(`${name} ends`)
    return name
  }
  const both = [
    oneAtATime({ file, waiting, signal: undefined }, work('first', first.promise)),
    oneAtATime({ file, waiting, signal: undefined }, work('second')),
  ]
  await expect.poll(() => waitedFor).toEqual([process.pid])
  first.resolve()
  expect(await Promise.all(both)).toEqual(['first', 'second'])
  expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
  expect(waitedFor).toEqual([process.pid])
})

test('work that fails passes the turn on', async () => {
  const { file, waiting, waitedFor } = turns()
  const options = { file, waiting, signal: undefined }
  await expect(oneAtATime(options, () => Promise.reject(new Error('no network')))).rejects.toThrow(
    'no network',
  )
  expect(await oneAtATime(options, async () => 'done')).toBe('done')
  expect(waitedFor).toEqual([])
})

test('a signal ends the wait', async () => {
  const { file, waiting, waitedFor } = turns()
  const { promise, resolve } = Promise.withResolvers<void>()
  const first = oneAtATime({ file, waiting, signal: undefined }, () => promise)
  const stop = new AbortController()
  const second = oneAtATime({ file, waiting, signal: stop.signal }, () => promise)
  await expect.poll(() => waitedFor).toEqual([process.pid])
  stop.abort()
  await expect(second).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  resolve()
  await first
})

function turns() {
  const directory = mkdtempSync(join(tmpdir(), 'turns-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const waitedFor: number[] = []
  return { file: join(directory, 'turn'), waiting: (pid: number) => void waitedFor.push(pid), waitedFor }
}
