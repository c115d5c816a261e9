import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../host/fixtures/testApp.ts'
import { identityOf } from '../processIdentity.ts'
import { claimFolder } from './dataFolder.ts'

let directory: string
let owner: ReturnType<typeof spawn>
let told: string[]
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'claim-'))
  owner = spawn('sleep', ['60'])
  await once(owner, 'spawn')
  told = []
})
afterEach(() => {
  owner.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

const claim = () => claimFolder(directory, (message) => told.push(message))

/** As a host that `parent` started would have written it. */
function claimForOwner(parent: number): void {
  const content = { ...identityOf(owner.pid ?? 0), parent, command: 'npm run host' }
  writeFileSync(join(directory, 'claim.json'), JSON.stringify(content))
}

describe('a folder of an app', () => {
  it('is for one host alone: another gets an empty one, and leaves nothing', async () => {
    claimForOwner(process.pid)
    const other = await claim()
    expect(other.directory).not.toBe(directory)
    other.release()
    expect(existsSync(other.directory)).toBe(false)
    expect(told).toEqual([
      `Another host (process ${owner.pid}) runs this app already and has its storage: this one starts with empty storage.`,
    ])
  })

  it('is waited for while its host is ending, because what started that is gone', async () => {
    claimForOwner(1)
    const waiting = claim()
    await eventually('the wait', () => told.length > 0)
    owner.kill('SIGKILL')
    expect((await waiting).directory).toBe(directory)
    expect(told).toEqual([`Waiting for the host before (process ${owner.pid}), which is ending…`])
  })

  it('is free again after its release, or the death of its host', async () => {
    claimForOwner(process.pid)
    owner.kill('SIGKILL')
    await once(owner, 'exit')
    const first = await claim()
    first.release()
    expect((await claim()).directory).toBe(first.directory)
    expect(told).toEqual([])
  })
})
