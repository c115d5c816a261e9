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
  /** Resolves when Azurite ends without being asked to. */
  readonly crashed: Promise<void>
  /** Ends Azurite after it has written what it holds. */
  stop(): Promise<void>
}

const startDeadline = 60_000
const stopDeadline = 10_000

/** Starts Azurite and resolves when all three services answer. */
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
  const output: string[] = []
  child.stdout?.on('data', (chunk) => output.push(String(chunk)))
  child.stderr?.on('data', (chunk) => output.push(String(chunk)))

  const answering = Promise.all(Object.values(ports).map((port) => untilAnswering(port, child)))
  try {
    await answering
  } catch (error) {
    child.kill('SIGKILL')
    throw new UserError(
      'azurite-failed',
      `Azurite, the storage emulator, did not start: ${output.join('').trim() || error}\n` +
        `Its data is in ${directory}. Run the command again; if that does not help, remove that folder: ` +
        'what is in queues and blobs of localhost is lost, everything else is created anew.',
    )
  }
  const crashed = Promise.withResolvers<void>()
  let isStopping = false
  child.once('exit', () => {
    if (!isStopping) crashed.resolve()
  })
  return {
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

async function untilAnswering(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startDeadline
  while (Date.now() < deadline) {
    if (hasEnded(child)) throw new Error(`it ended with exit code ${child.exitCode ?? child.signalCode}`)
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      async (response) => response.arrayBuffer().then(() => true),
      () => false,
    )
    if (answered) return
    await delay(25)
  }
  throw new Error(`nothing answered on port ${port} within ${startDeadline / 1000} s`)
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
