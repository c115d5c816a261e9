import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isAlive } from './isAlive.ts'

test('this process is alive, and so is one of somebody else', () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(isAlive(1)).toBe(true)
})

test('one that was killed is not, even before its parent has asked how it ended', async () => {
  // The shell becomes a program that never asks after the child it began with.
  const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = await once(parent.stdout, 'data')
  const pid = Number(printed)
  await expect.poll(() => readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n')
  expect(isAlive(pid)).toBe(true)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => isAlive(pid)).toBe(false)
  expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ')
  parent.kill()
})
