import { join, resolve } from 'node:path'
import { styleText } from 'node:util'
import { exitCodeOf } from '../exitCode.ts'
import { stopSignal } from '../stopSignal.ts'
import { appDirectory } from './appDirectory.ts'
import { applyCors, type CorsOptions } from './cors.ts'
import { dataFolder } from './dataFolder.ts'
import { type HostCommandOptions, hostUsage, parseHostOptions } from './hostOptions.ts'
import { type LocalSettings, readLocalSettings } from './localSettings.ts'
import { openPort, portOf } from './openPort.ts'
import { serveFolder } from './serveFolder.ts'
import { keyTable } from './showKeys.ts'
import { terminalLog } from './terminalLog.ts'

/** `npm run host`: answers with the exit code. */
export function hostCommand(args: readonly string[]): Promise<number> {
  return exitCodeOf(host(args))
}

async function host(args: readonly string[]): Promise<number> {
  const options = parseHostOptions(args)
  if (options.help) {
    console.log(hostUsage)
    return 0
  }
  const from = process.env.INIT_CWD ?? process.cwd()
  const directory = appDirectory(options.directory, from)
  const keys = options.keys === undefined ? join(dataFolder(directory), 'keys') : resolve(from, options.keys)
  if (options.showKeys) {
    console.log(keyTable(directory, keys))
    return 0
  }
  const stop = stopSignal()
  const { log, flush } = terminalLog()
  const say = (text: string) => {
    flush()
    console.log(`${styleText('green', '✔', { stream: process.stdout })} ${text}`)
  }
  const { instances } = options
  const settings = readLocalSettings(directory)
  let cors = corsOptions(options, settings)
  const served = serveFolder({
    directory,
    instances,
    keys: options.enableAuth ? keys : undefined,
    onSettings: (changed) => {
      cors = corsOptions(options, changed)
    },
    log,
    say,
  })
  const server = await openPort(options.port ?? settings.port ?? DEFAULT_PORT, (request, response) => {
    if (cors.origins.length > 0 && applyCors(request, response, cors)) return
    served.handle(request, response)
  })
  try {
    await served.start(portOf(server), stop.signal)
    const failure = await Promise.race([served.failed, stop.requested])
    if (failure) throw failure
    flush()
    console.log('\nStopping…')
  } catch (error) {
    flush()
    if (!stop.signal.aborted) throw error
  } finally {
    await served.stop()
    flush()
    server.close()
    server.closeAllConnections()
  }
  return 0
}

const DEFAULT_PORT = 7071

function corsOptions(options: HostCommandOptions, settings: LocalSettings): CorsOptions {
  return {
    origins: options.cors ?? settings.cors,
    credentials: options.corsCredentials ?? settings.corsCredentials,
  }
}
