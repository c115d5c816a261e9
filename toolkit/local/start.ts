import { UserError } from '../build/userError.ts'
import { openLocalhost } from './localhost.ts'
import { logLines } from './printLog.ts'
import { parseStartOptions, startUsage } from './startOptions.ts'
import { startStack } from './startStack.ts'
import { stopSignal } from './stopSignal.ts'
import { summary } from './summary.ts'

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error
  console.error(`\n${error.message}`)
  process.exitCode = error.code === 'option-invalid' ? 2 : 1
})

async function main(args: readonly string[]): Promise<void> {
  const options = parseStartOptions(args)
  if (options.help) return console.log(startUsage)
  const stop = stopSignal()
  const localhost = await openLocalhost({
    command: 'npm start',
    port: options.port,
    runApps: true,
    log: (_site, entry) => console.log(logLines(entry, new Date())),
    warn: (message) => console.warn(message),
  })
  try {
    const outputs = await startStack(localhost, options, stop.signal)
    console.log(summary(outputs, localhost.exclusive))
    if (!localhost.exclusive) return
    await stop.requested
    console.log('\nStopping…')
  } catch (error) {
    if (!stop.signal.aborted) throw error
    console.log('\nStopped before the stack was up: `npm start` continues where it was.')
  } finally {
    await localhost.close()
  }
}
