import { styleText } from 'node:util'
import { exitCodeOf } from '../exitCode.ts'
import { stopSignal } from '../stopSignal.ts'
import { appDirectory } from './appDirectory.ts'
import { hostUsage, parseHostOptions } from './hostOptions.ts'
import { readLocalSettings } from './localSettings.ts'
import { openPort, portOf } from './openPort.ts'
import { serveFolder } from './serveFolder.ts'
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
  const directory = appDirectory(options.directory, process.env.INIT_CWD ?? process.cwd())
  const stop = stopSignal()
  const { log, flush } = terminalLog()
  const served = serveFolder({ directory, instances: 1, log, say })
  const port = options.port ?? readLocalSettings(directory).port ?? DEFAULT_PORT
  const server = await openPort(port, served.handle)
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

function say(line: string): void {
  console.log(`${styleText('green', '✔', { stream: process.stdout })} ${line}`)
}
