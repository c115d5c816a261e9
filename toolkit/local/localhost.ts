import { rmSync } from 'node:fs'
import { UserError } from '../build/userError.ts'
import { Cloud } from './cloud/cloud.ts'
import type { LogEntry } from './host/logEntry.ts'
import { cloudDirectory, localDirectory, storagePort } from './project.ts'
import { findRunning, forgetRunning, noteRunning, type Running } from './running.ts'

/** Azure on localhost as a command uses it: held by its own process, or by another one that runs already. */
export interface Localhost {
  /** Whether this process holds it, so that nobody else can be in the middle of an update. */
  readonly exclusive: boolean
  /** What attaches Pulumi and storage clients to it. */
  environment(): Readonly<Record<string, string>>
  /** Why an app does not run, where this process knows it. */
  whyNotRunning(): Promise<string | undefined>
  close(): Promise<void>
}

export interface HoldOptions {
  /** The command that holds it, e.g. `npm start`. */
  readonly command: string
  readonly port?: number | undefined
  /** Whether the apps that are deployed already run meanwhile. */
  readonly runApps: boolean
  readonly log: (siteName: string, entry: LogEntry) => void
  readonly warn: (message: string) => void
}

/** Joins the localhost of this checkout where a process holds it, else holds it in this process. */
export async function openLocalhost(options: HoldOptions): Promise<Localhost> {
  const running = await findRunning()
  return running ? join(running, options) : hold(options)
}

function join(running: Running, { port }: HoldOptions): Localhost {
  if (port !== undefined) {
    throw new UserError(
      'already-running',
      `\`${running.command}\` is running in this checkout already (process ${running.pid}), so its port cannot change now. ` +
        `Leave --port out to update what runs, or end it first: Ctrl+C in its terminal, or \`kill ${running.pid}\`.`,
    )
  }
  return {
    exclusive: false,
    environment: () => running.environment,
    whyNotRunning: async () => undefined,
    close: async () => {},
  }
}

async function hold({ command, ...options }: HoldOptions): Promise<Localhost> {
  const cloud = await Cloud.start({ directory: cloudDirectory, storagePort: storagePort(), ...options })
  const announce = () => noteRunning({ pid: process.pid, command, environment: cloud.environment() })
  announce()
  cloud.onStorageChange(announce)
  // What is deployed already starts meanwhile; a failure counts only if no update mends it.
  const started = options.runApps ? cloud.startSites().catch((error: unknown) => error) : Promise.resolve()
  return {
    exclusive: true,
    environment: () => cloud.environment(),
    whyNotRunning: async () => {
      const failure = await started
      return failure instanceof Error ? failure.message : undefined
    },
    close: async () => {
      await cloud.stop()
      forgetRunning()
      if (cloud.isEmpty()) rmSync(localDirectory, { recursive: true, force: true })
    },
  }
}
