import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AzuriteProcess, startAzurite } from '../cloud/storage/azuriteProcess.ts'
import { identityOf, killExactly, lives, type ProcessIdentity, parseIdentity } from '../processIdentity.ts'
import { type EmulatorPorts, emulatorAccount, emulatorKey, markAccount } from './emulatorAccount.ts'

/** Starts an Azurite and starts it again whenever it dies. The result stops it for good. */
export async function startOwnAzurite(
  directory: string,
  ports: EmulatorPorts,
  warn: (message: string) => void,
): Promise<() => Promise<void>> {
  const start = async () => {
    const azurite = await startAzurite({ directory, ports, accounts })
    writeFileSync(noteOf(directory), JSON.stringify(identityOf(azurite.pid)))
    return azurite
  }
  const accounts = { [emulatorAccount]: emulatorKey, [markAccount]: emulatorKey }
  let running: Promise<AzuriteProcess> = start()
  let isStopping = false

  async function restartWhenCrashed(): Promise<void> {
    await (await running).crashed
    if (isStopping) return
    warn('Azurite, the storage emulator, has ended unexpectedly: it is started again.')
    running = start()
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

/**
 * Waits for the end of an Azurite that a killed host left behind, which writes what it holds and ends by itself: two must
 * not write the same files.
 */
export async function endOfFormerAzurite(directory: string): Promise<void> {
  const former = readNote(directory)
  const deadline = Date.now() + PATIENCE
  while (former && lives(former)) {
    if (Date.now() > deadline && !killExactly(former)) return
    await sleep(20)
  }
}

const PATIENCE = 15_000

function readNote(directory: string): ProcessIdentity | undefined {
  try {
    return parseIdentity(readFileSync(noteOf(directory), 'utf8'))
  } catch {
    return undefined // no host has been here
  }
}

function noteOf(directory: string): string {
  return join(directory, 'azurite.json')
}
