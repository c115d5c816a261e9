import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { z } from 'zod'
import { localDirectory } from './project.ts'

const runningSchema = z.object({
  pid: z.int(),
  /** What the user runs: `npm start` or `npm run local`. */
  command: z.string(),
  /** The environment that attaches a command to this cloud. */
  environment: z.record(z.string(), z.string()),
})

/** A process that holds this checkout's localhost: only one at a time may. */
export type Running = z.infer<typeof runningSchema>

const file = join(localDirectory, 'running.json')

/** The process that holds localhost now; a note left behind by a killed one does not count. */
export async function findRunning(): Promise<Running | undefined> {
  const running = readNote()
  if (running === undefined || running.pid === process.pid) return undefined
  const port = /azure-native:(\d+)/.exec(running.environment.PULUMI_DEBUG_PROVIDERS ?? '')?.[1]
  return isAlive(running.pid) && (await accepts(Number(port))) ? running : undefined
}

export function noteRunning(running: Running): void {
  mkdirSync(localDirectory, { recursive: true })
  writeFileSync(file, JSON.stringify(running, null, 1), { mode: 0o600 })
}

export function forgetRunning(): void {
  rmSync(file, { force: true })
}

function readNote(): Running | undefined {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
