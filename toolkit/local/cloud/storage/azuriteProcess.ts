import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../../../build/userError.ts'
import { dieTogether } from '../../dieTogether.ts'

export interface AzuriteOptions {
  /** Where the data lies. */
  readonly directory: string
  readonly ports: { readonly blob: number; readonly queue: number; readonly table: number }
  /** Account name → key. */
  readonly accounts: Readonly<Record<string, string>>
}

export interface AzuriteProcess {
  readonly pid: number
  /** Resolves when Azurite ends without being asked to. */
  readonly crashed: Promise<void>
  /** Ends Azurite after it has written what it holds. */
  stop(): Promise<void>
}

const services = 3
const startDeadline = 60_000
const stopDeadline = 10_000

/**
 * Starts Azurite and resolves when all three services listen. Rejects with UserError: `azurite-port-taken` where another
 * program has one of the ports, else `azurite-failed`.
 */
export async function startAzurite({ directory, ports, accounts }: AzuriteOptions): Promise<AzuriteProcess> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'azuriteEntry.ts'),
      ...['--location', directory],
      ...[
        '--blobPort',
        String(ports.blob),
        '--queuePort',
        String(ports.queue),
        '--tablePort',
        String(ports.table),
      ],
      ...['--skipApiVersionCheck', '--disableTelemetry', '--silent'],
    ],
    {
      env: { ...process.env, AZURITE_ACCOUNTS: accountList(accounts), NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  dieTogether(child)
  try {
    await untilListening(child)
  } catch (error) {
    child.kill('SIGKILL')
    throw whyNotStarted(error instanceof Error ? error.message : String(error), directory)
  }
  const crashed = Promise.withResolvers<void>()
  let isStopping = false
  child.once('exit', () => {
    if (!isStopping) crashed.resolve()
  })
  return {
    pid: child.pid ?? 0,
    crashed: crashed.promise,
    stop: async () => {
      isStopping = true
      if (hasEnded(child)) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const graceful = await Promise.race([ended, delay(stopDeadline, undefined, { ref: false })])
      if (graceful === undefined) child.kill('SIGKILL')
      await ended
    },
  }
}

function accountList(accounts: Readonly<Record<string, string>>): string {
  return Object.entries(accounts)
    .map(([name, key]) => `${name}:${key}`)
    .join(';')
}

/**
 * Waits for the words of this process itself: on its ports another one may answer that was quicker. Rejects with what
 * it wrote.
 */
function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const fail = (reason: string) => reject(new Error(output.trim() || reason))
    const read = (chunk: Buffer) => {
      output += chunk
      if (output.split('is successfully listening').length > services) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', (error) => fail(error.message))
    child.once('close', (code, signal) => fail(`it ended with exit code ${code ?? signal}`))
    const late = () => fail(`it did not listen within ${startDeadline / 1000} s`)
    setTimeout(late, startDeadline).unref()
  })
}

function whyNotStarted(reason: string, directory: string): UserError {
  const code = reason.includes('EADDRINUSE') ? 'azurite-port-taken' : 'azurite-failed'
  return new UserError(
    code,
    `Azurite, the storage emulator, did not start: ${reason}\n` +
      `Its data is in ${directory}. Run the command again; if that does not help, remove that folder: ` +
      'what is in queues and blobs of localhost is lost, everything else is created anew.',
  )
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
