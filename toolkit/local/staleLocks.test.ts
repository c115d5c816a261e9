import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { removeStaleLocks } from './staleLocks.ts'

test('the lock of an engine that was killed goes, that of a living one stays', () => {
  const { state, locks } = stateWith({ 'dead.json': lock(deadPid()), 'living.json': lock(process.pid) })
  removeStaleLocks(state, false)
  expect(locks()).toEqual(['living.json', 'living.json.attrs'])
})

test('a lock that cannot be read, and one of a living engine, go only where nobody else can have them', () => {
  const { state, locks } = stateWith({ 'cut.json': '{"pid":', 'living.json': lock(process.pid) })
  removeStaleLocks(state, false)
  expect(locks()).toEqual(['cut.json', 'cut.json.attrs', 'living.json', 'living.json.attrs'])
  removeStaleLocks(state, true)
  expect(locks()).toEqual([])
})

test('a state without locks, or none at all, is fine', () => {
  removeStaleLocks('/nowhere', true)
  const { state, locks } = stateWith({})
  removeStaleLocks(state, true)
  expect(locks()).toEqual([])
})

function lock(pid: number): string {
  return JSON.stringify({ pid, username: 'me', hostname: 'here', timestamp: '2026-11-28T22:16:16Z' })
}

function deadPid(): number {
  return spawnSync('true').pid
}

function stateWith(files: Readonly<Record<string, string>>) {
  const state = mkdtempSync(join(tmpdir(), 'state-'))
  onTestFinished(() => rmSync(state, { recursive: true }))
  const directory = join(state, '.pulumi/locks/organization/shop/local')
  mkdirSync(directory, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, name), content)
    writeFileSync(join(directory, `${name}.attrs`), '{}')
  }
  return { state, locks: () => readdirSync(directory).sort() }
}
