import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { identityOf, lives } from '../processIdentity.ts'
import { endLeftoverHandlers, noteHandlers } from './leftoverHandlers.ts'

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'handlers-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  return directory
}

async function sleeper() {
  const child = spawn('sleep', ['60'])
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'spawn')
  return identityOf(child.pid ?? 0)
}

const lines = (...notes: readonly object[]) => notes.map((note) => `${JSON.stringify(note)}\n`).join('')

it('ends what a killed host has noted, and no process that got its number since', async () => {
  const handlers = folder()
  const [left, stranger] = [await sleeper(), await sleeper()]
  const deadHost = { pid: process.pid, began: 'before this process' }
  writeFileSync(
    join(handlers, '1'),
    lines(deadHost, left, { pid: stranger.pid, began: left.began.replace(/^\d+/, '1') }),
  )
  appendFileSync(join(handlers, '1'), '{"pid":1,"be')
  expect(await endLeftoverHandlers(handlers)).toEqual([left.pid])
  expect([lives(left), lives(stranger)]).toEqual([false, true])
  expect(readdirSync(handlers)).toEqual([])
})

it('leaves the handlers of a host that lives alone', async () => {
  const handlers = folder()
  const handler = await sleeper()
  const notes = noteHandlers(handlers)
  notes.add(handler.pid)
  expect(await endLeftoverHandlers(handlers)).toEqual([])
  expect(lives(handler)).toBe(true)
  notes.remove()
  expect(await endLeftoverHandlers(join(handlers, 'none yet'))).toEqual([])
})

it('takes notes that another host took away meanwhile for none', async () => {
  const handlers = folder()
  symlinkSync(join(handlers, 'gone'), join(handlers, '1'))
  expect(await endLeftoverHandlers(handlers)).toEqual([])
})
