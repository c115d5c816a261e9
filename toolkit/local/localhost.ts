import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../build/userError.ts'
import { type Announcement, announce, readAnnouncement, withdrawAnnouncement } from './announcement.ts'
import { Cloud } from './cloud/cloud.ts'
import { requireUndamaged } from './damage.ts'
import { claimLocalhost, findHolder, type Holder, releaseLocalhost } from './holder.ts'
import type { LogEntry } from './host/logEntry.ts'
import { mendState } from './mendState.ts'
import { cloudDirectory, projectDirectory, stateDirectory, storagePort } from './project.ts'
import { removeWhatIsLeft, stackHasResources } from './stackState.ts'
import { removeStaleLocks } from './staleLocks.ts'
import { strandedStacks } from './strandedStacks.ts'

/** Azure on localhost as a command uses it: held by its own process, or by another one that runs already. */
export interface Localhost {
  /** Whether this process holds it, so that nobody else can be in the middle of an update. */
  readonly exclusive: boolean
  /** What attaches Pulumi and storage clients to it. */
  environment(): Readonly<Record<string, string>>
  /** Why an app does not run that should. */
  whyNotRunning(): Promise<string | undefined>
  /** Says so where the process that holds it has ended meanwhile, and took the cloud with it. */
  whyEnded(): string | undefined
  close(): Promise<void>
}

export interface LocalhostOptions {
  /** The command that asks, e.g. `npm start`. */
  readonly command: string
  /** The port of the first app, where the user asked for one. */
  readonly port?: number | undefined
  /** Whether the apps that are deployed already run meanwhile. */
  readonly runApps: boolean
  readonly log: (siteName: string, entry: LogEntry) => void
  readonly warn: (message: string) => void
  /** Ends the wait for another command. */
  readonly signal?: AbortSignal
}

const patienceInSeconds = 60

/** Joins the localhost of this checkout where a process holds it, else holds it in this process. */
export async function openLocalhost(options: LocalhostOptions): Promise<Localhost> {
  const deadline = Date.now() + patienceInSeconds * 1000
  let waited = false
  while (!claimLocalhost(options.command)) {
    const holder = findHolder()
    const announcement = readAnnouncement()
    if (holder && announcement?.pid === holder.pid) return join(holder, announcement, options)
    if (holder && !waited) {
      waited = true
      options.warn(`Waiting for \`${holder.command}\` (process ${holder.pid}), which is starting or ending…`)
    }
    if (holder && Date.now() > deadline) throw stuck(holder)
    await delay(100, undefined, options.signal && { signal: options.signal })
  }
  return hold(options).catch((error: unknown) => {
    releaseLocalhost()
    throw error
  })
}

function join(holder: Holder, announcement: Announcement, { port }: LocalhostOptions): Localhost {
  if (port && !announcement.ports.includes(port)) throw portIsSet(holder)
  removeStaleLocks(stateDirectory, false)
  return {
    exclusive: false,
    environment: () => announcement.environment,
    whyNotRunning: async () => readAnnouncement()?.failures.join('\n') || undefined,
    whyEnded: () => {
      const holds = findHolder()?.pid === holder.pid && readAnnouncement()?.pid === holder.pid
      return holds ? undefined : ended(holder)
    },
    close: async () => {},
  }
}

async function hold({ port, ...options }: LocalhostOptions): Promise<Localhost> {
  mendState(stateDirectory)
  removeStaleLocks(stateDirectory, true)
  requireUndamaged()
  for (const line of strandedStacks(projectDirectory, stateDirectory)) options.warn(line)
  const directory = cloudDirectory
  const cloud = await Cloud.start({ directory, storagePort: storagePort(), port, ...options })
  const tell = () => announce({ pid: process.pid, environment: cloud.environment(), ...cloud.apps() })
  cloud.onChange(tell)
  tell()
  let isClosing = false
  const complain = (error: unknown) => {
    if (!isClosing) options.warn(error instanceof Error ? error.message : String(error))
  }
  // What is deployed already starts meanwhile; a failure counts only if no update mends it.
  const started = options.runApps ? cloud.startSites().catch(complain) : Promise.resolve()
  return {
    exclusive: true,
    environment: () => cloud.environment(),
    whyNotRunning: async () => {
      await started
      return cloud.apps().failures.join('\n') || undefined
    },
    whyEnded: () => undefined,
    close: async () => {
      isClosing = true
      withdrawAnnouncement()
      await cloud.stop()
      if (!stackHasResources()) removeWhatIsLeft()
      releaseLocalhost()
    },
  }
}

function ended({ command, pid }: Holder): string {
  return (
    `\`${command}\` (process ${pid}), which held this checkout's localhost, ended in the middle of this. ` +
    'Run the command again: it goes on where it was.'
  )
}

function stuck({ command, pid }: Holder): UserError {
  return new UserError(
    'localhost-busy',
    `\`${command}\` (process ${pid}) holds this checkout's localhost, but neither got ready nor ended within ` +
      `${patienceInSeconds} s. End it (\`kill ${pid}\`) and run the command again.`,
  )
}

function portIsSet({ command, pid }: Holder): UserError {
  return new UserError(
    'already-running',
    `\`${command}\` is running in this checkout already (process ${pid}), so its port cannot change now. ` +
      `Leave --port out to update what runs, or end it first: Ctrl+C in its terminal, or \`kill ${pid}\`.`,
  )
}
