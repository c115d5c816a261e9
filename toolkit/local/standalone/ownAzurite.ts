import { type AzuriteProcess, startAzurite } from '../cloud/storage/azuriteProcess.ts'
import { type EmulatorPorts, emulatorAccount, emulatorKey, markAccount } from './emulatorAccount.ts'

/** Starts an Azurite and starts it again whenever it dies. The result stops it for good. */
export async function startOwnAzurite(
  directory: string,
  ports: EmulatorPorts,
  warn: (message: string) => void,
): Promise<() => Promise<void>> {
  const accounts = { [emulatorAccount]: emulatorKey, [markAccount]: emulatorKey }
  let running: Promise<AzuriteProcess> = startAzurite({ directory, ports, accounts })
  let isStopping = false

  async function restartWhenCrashed(): Promise<void> {
    await (await running).crashed
    if (isStopping) return
    warn('Azurite, the storage emulator, has ended unexpectedly: it is started again.')
    running = startAzurite({ directory, ports, accounts })
    watch()
  }

  function watch(): void {
    restartWhenCrashed().catch((error: unknown) => {
      if (!isStopping) warn(error instanceof Error ? error.message : String(error))
    })
  }

  await running
  watch()
  return async () => {
    isStopping = true
    await (await running.catch(() => undefined))?.stop()
  }
}
