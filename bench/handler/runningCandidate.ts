import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../toolkit/local/host/handler/freePort.ts'

export interface RunningCandidate extends AsyncDisposable {
  readonly port: number
  readonly pid: number
  /** Memory that no other process can share with it: `Anonymous` of smaps_rollup, in KiB. */
  readonly privateMemory: () => number
}

/** Starts an executable on the handler's core, with a clean environment, and waits until it answers. */
export async function startCandidate(executable: string): Promise<RunningCandidate> {
  const port = await freePort()
  const env = { PATH: '/usr/bin:/bin', HOME: '/tmp', FUNCTIONS_CUSTOMHANDLER_PORT: String(port) }
  const child = spawn('taskset', ['-c', '0', executable], { env, stdio: 'ignore' })
  const { pid } = child
  if (pid === undefined) throw new Error(`${executable} cannot be started on one core: is taskset there?`)
  const ended = once(child, 'exit')
  while ((await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)) === undefined) {
    if (child.exitCode !== null) throw new Error(`${executable} ended with exit code ${child.exitCode}`)
    await sleep(20)
  }
  return {
    port,
    pid,
    privateMemory() {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      return Number(/^Anonymous:\s+(\d+) kB/m.exec(rollup)?.[1])
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
