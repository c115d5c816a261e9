import { join } from 'node:path'
import { BlobServiceClient } from '@azure/storage-blob'
import { UserError } from '../../build/userError.ts'
import { freePortFrom, isFree } from '../cloud/freePort.ts'
import { type ClaimedFolder, claimFolder, dataFolder } from './dataFolder.ts'
import {
  type EmulatorPorts,
  emulatorAccount,
  emulatorConnection,
  emulatorPorts,
  markAccount,
} from './emulatorAccount.ts'
import { endOfFormerAzurite, startOwnAzurite } from './ownAzurite.ts'

/** The storage emulator behind an app. */
export interface AppStorage {
  readonly connectionString: string
  /** For the user: which emulator it is, and where its data lies. */
  readonly description: string
  close(): Promise<void>
}

/**
 * The emulator that `UseDevelopmentStorage=true` names, where the user runs one; else an Azurite of the app's own, on
 * the same ports if they are free, that keeps its data from start to start.
 */
export async function openAppStorage(
  appDirectory: string,
  warn: (message: string) => void,
): Promise<AppStorage> {
  if (await isUsersEmulator()) return usersEmulator
  const folder = await claimFolder(join(dataFolder(appDirectory), 'storage'), warn)
  try {
    return await openIn(folder, warn)
  } catch (error) {
    folder.release()
    throw error
  }
}

async function isUsersEmulator(): Promise<boolean> {
  return (await answers(emulatorAccount)) && !(await answers(markAccount))
}

const usersEmulator: AppStorage = {
  connectionString: emulatorConnection(emulatorAccount, emulatorPorts),
  description: `the emulator that runs at 127.0.0.1:${emulatorPorts.blob}`,
  close: async () => {},
}

async function openIn(folder: ClaimedFolder, warn: (message: string) => void): Promise<AppStorage> {
  await endOfFormerAzurite(folder.directory)
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts()
    try {
      const stop = await startOwnAzurite(folder.directory, ports, warn)
      return {
        connectionString: emulatorConnection(emulatorAccount, ports),
        description: `Azurite at 127.0.0.1:${ports.blob}, its data in ${folder.directory}`,
        async close() {
          await stop()
          folder.release()
        },
      }
    } catch (error) {
      // Another program took a port between the look and the start.
      const isTaken = error instanceof UserError && error.code === 'azurite-port-taken'
      if (!isTaken || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

const MOST_ATTEMPTS = 10

/** Whether an emulator at the usual ports has an account. */
async function answers(account: string): Promise<boolean> {
  const once = { retryOptions: { maxTries: 1, tryTimeoutInMs: 2_000 } }
  const service = BlobServiceClient.fromConnectionString(emulatorConnection(account, emulatorPorts), once)
  return service.getProperties().then(
    () => true,
    () => false,
  )
}

async function choosePorts(): Promise<EmulatorPorts> {
  const usual = await Promise.all(Object.values(emulatorPorts).map(isFree))
  if (usual.every(Boolean)) return emulatorPorts
  const blob = await freePortFrom(emulatorPorts.table + 1)
  const queue = await freePortFrom(blob + 1)
  return { blob, queue, table: await freePortFrom(queue + 1) }
}
