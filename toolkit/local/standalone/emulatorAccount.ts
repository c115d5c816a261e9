import { storageAccess } from '../cloud/storage/storageAccess.ts'

export interface EmulatorPorts {
  readonly blob: number
  readonly queue: number
  readonly table: number
}

/** The account that `UseDevelopmentStorage=true` stands for. */
export const emulatorAccount = 'devstoreaccount1'

/**
 * An account that only the emulator of `npm run host` has: that one ends with its app, so no other app may rely on it.
 */
export const markAccount = 'customhandlerhost'

/** Where `UseDevelopmentStorage=true` looks for the emulator. */
export const emulatorPorts: EmulatorPorts = { blob: 10_000, queue: 10_001, table: 10_002 }

/** The emulator's key, which is public. */
export const emulatorKey =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/** The connection string that `UseDevelopmentStorage=true` is short for, at any ports. */
export function emulatorConnection(account: string, ports: EmulatorPorts): string {
  return storageAccess(account, emulatorKey, ports).connectionString
}
