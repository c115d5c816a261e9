import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import type { UserError } from '../../build/userError.ts'
import { openKeys } from '../host/keys/keyFiles.ts'
import { loadApp } from '../host/loadApp.ts'
import type { Log, LogEntry } from '../host/logEntry.ts'
import { appEnvironment } from './appEnvironment.ts'
import { appFingerprint } from './appFingerprint.ts'
import { type AppStorage, openAppStorage } from './appStorage.ts'
import { bindingTypes } from './bindingTypes.ts'
import { dataFolder } from './dataFolder.ts'
import { hostSummary } from './hostSummary.ts'
import { startInstances } from './instances.ts'
import { endLeftoverHandlers, noteHandlers } from './leftoverHandlers.ts'
import { type LocalSettings, readLocalSettings } from './localSettings.ts'
import { serveApp } from './servedApp.ts'
import { needsEmulator, withStorage } from './storageSettings.ts'
import { watchApp } from './watchApp.ts'

export interface ServedFolder {
  readonly handle: RequestListener
  /** Starts the app behind a port that is open; from then on changes of the folder are taken over. */
  start(port: number, signal: AbortSignal): Promise<void>
  stop(): Promise<void>
  readonly failed: Promise<UserError>
}

export interface ServedFolderOptions {
  readonly directory: string
  readonly instances: number
  /** The folder of the key files, where functions ask for keys. */
  readonly keys: string | undefined
  /** Hears of local.settings.json at each start of a version. */
  readonly onSettings: (settings: LocalSettings) => void
  readonly log: Log
  /** Tells the user something in its place among the log. */
  readonly say: (text: string) => void
}

/** An app folder with its settings and its storage, as `npm run host` serves it. */
export function serveFolder(options: ServedFolderOptions): ServedFolder {
  const { directory, instances, log, say } = options
  const warn = (message: string) => tell('warning', message)
  const closing = new AbortController()
  let storage: AppStorage | undefined
  let port = 0
  let signal = closing.signal
  const handlers = join(dataFolder(directory), 'handlers')
  const notes = noteHandlers(handlers)
  const app = serveApp(
    async () => {
      const environment = await prepare()
      const keys = options.keys === undefined ? undefined : openKeys(options.keys)
      const onHandlerStart = notes.add
      return startInstances(instances, { directory, environment, keys, log, signal, onHandlerStart })
    },
    async () => {
      const { environment } = appEnvironment(process.env, readLocalSettings(directory).values, port)
      loadApp({ directory, environment, log: () => undefined })
    },
  )

  async function prepare(): Promise<Readonly<Record<string, string>>> {
    const settings = readLocalSettings(directory)
    options.onSettings(settings)
    const { environment, overridden } = appEnvironment(process.env, settings.values, port)
    for (const name of overridden) {
      warn(`'${name}' of local.settings.json does not count: the environment has another value, and wins.`)
    }
    if (!needsEmulator(environment, bindingTypes(directory, environment))) return environment
    if (!storage) {
      storage = await openAppStorage(directory, warn)
      say(`Storage: ${storage.description}`)
    }
    return withStorage(environment, storage.connectionString)
  }

  async function reload(file: string): Promise<void> {
    tell('information', `${file} has changed: the app is started anew.`)
    try {
      await app.run()
      tell('information', 'The changed app has taken over.')
    } catch (error) {
      if (signal.aborted) return
      const reason = error instanceof Error ? error.message : String(error)
      const state = app.isServing ? 'so the former one goes on' : 'so nothing answers until it is mended'
      tell('error', `The changed app does not start, ${state}. ${reason}`)
    }
  }

  function tell(level: LogEntry['level'], message: string): void {
    log({ level, category: 'Host.Startup', message })
  }

  return {
    handle: app.handle,
    failed: app.failed,
    async start(openPort, stopSignal) {
      port = openPort
      signal = AbortSignal.any([stopSignal, closing.signal])
      for (const pid of await endLeftoverHandlers(handlers)) {
        tell('information', `Ended process ${pid}, a handler that a killed host left behind.`)
      }
      const seen = await appFingerprint(directory)
      const { functions, functionErrors, routePrefix } = await app.run()
      say(
        hostSummary({
          functions,
          functionErrors,
          routePrefix,
          url: `http://localhost:${port}`,
          asksForKeys: options.keys !== undefined,
        }),
      )
      void watchApp(directory, seen, reload, signal)
    },
    async stop() {
      closing.abort()
      await app.stop()
      notes.remove()
      await storage?.close()
    },
  }
}
