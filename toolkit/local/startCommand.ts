import { UserError } from '../build/userError.ts'
import { exitCodeOf } from './exitCode.ts'
import { openLocalhost } from './localhost.ts'
import { logLines } from './printLog.ts'
import { parseStartOptions, startUsage } from './startOptions.ts'
import { startStack } from './startStack.ts'
import { stopSignal } from './stopSignal.ts'
import { summary } from './summary.ts'

/** `npm start`: answers with the exit code. */
export function startCommand(args: readonly string[]): Promise<number> {
  return exitCodeOf(start(args))
}

async function start(args: readonly string[]): Promise<number> {
  const options = parseStartOptions(args)
  if (options.help) {
    console.log(startUsage)
    return 0
  }
  const stop = stopSignal()
  const opened = openLocalhost({
    command: 'npm start',
    port: options.port,
    runApps: true,
    log: (_site, entry) => console.log(logLines(entry, new Date())),
    warn: (message) => console.warn(message),
    signal: stop.signal,
  })
  const localhost = await opened.catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  if (localhost === undefined) return 0
  try {
    const outputs = await startStack(localhost, options, stop.signal)
    console.log(summary(outputs, localhost.exclusive))
    if (!localhost.exclusive) return 0
    await stop.requested
    console.log('\nStopping…')
  } catch (error) {
    const ended = localhost.whyEnded()
    if (ended && !stop.signal.aborted) throw new UserError('localhost-ended', ended, { cause: error })
    if (!stop.signal.aborted) throw error
    // The engine has gone; what the program still asks of it fails, and nobody waits for it.
    process.on('unhandledRejection', () => {})
    console.log('\nStopped before the stack was up: `npm start` continues where it was.')
  } finally {
    await localhost.close()
  }
  return 0
}
