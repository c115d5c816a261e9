import { describeError } from './describeError.ts'
import { createHandle } from './handle.ts'
import { hooks } from './hooks.ts'
import { type HostSettings, overrideHostSettings } from './hostSettings.ts'
import { writeLog } from './log.ts'
import { readPort } from './port.ts'
import { registry } from './registry.ts'
import type { Serve, Server } from './server.ts'

// Contract 13.1 no. 3: any code but 0 (never restarted) and 200 (asked for a restart).
const failedExit = 1
const terminatedExit = 143

// The app's hooks share their data from start to end.
const appContext = { hookData: {} }

// Before the app's own files, which the bundler puts after this one: what they throw ends here as well.
process.on('uncaughtException', (error) => exitFailed('The handler stopped', error))
process.on('unhandledRejection', (error) => exitFailed('The handler stopped', error))

/** What the executable runs once the app's files have registered their functions. */
export async function start(built: HostSettings, serve: Serve): Promise<void> {
  const port = readPort(process.env)
  if (typeof port === 'string') return exit(`The handler could not start: ${port}`)
  try {
    // An app may load its functions without waiting for them, as Microsoft's worker lets it.
    if (registry.all().length === 0) await new Promise((resolve) => setImmediate(resolve))
    registry.lock()
    // To wait for nothing would take a part of a start.
    const capabilities = registry.model && (await registry.model.getCapabilities?.({}))
    if (hooks.has('appStart')) await hooks.run('appStart', appContext)
    const handle = createHandle(
      registry.all(),
      overrideHostSettings(built, process.env),
      capabilities?.HttpUri,
    )
    const serving = serve(port, handle)
    const server = serving instanceof Promise ? await serving : serving
    process.once('SIGTERM', () => terminate(server))
    process.once('SIGINT', () => terminate(server))
  } catch (error) {
    exitFailed('The handler could not start', error)
  }
}

async function terminate(server: Server): Promise<void> {
  await server.drain()
  await hooks.run('appTerminate', appContext)
  process.exit(terminatedExit)
}

function exitFailed(what: string, error: unknown): never {
  return exit(`${what}: ${describeError(error)}`)
}

function exit(message: string): never {
  writeLog({ level: 'critical', category: 'system', message })
  process.exit(failedExit)
}
