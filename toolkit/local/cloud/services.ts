import type { Records } from './records.ts'
import type { Sites } from './sites/sites.ts'
import type { StorageEmulator } from './storage/storageEmulator.ts'

/** What the simulated resource types work with. */
export interface CloudServices {
  readonly records: Records
  readonly storage: StorageEmulator
  readonly sites: Sites
  /** Says something once that the user should know. */
  warn(message: string): void
}

/** The one subscription and tenant of localhost. */
export const subscriptionId = '00000000-0000-0000-0000-000000000000'
export const tenantId = '00000000-0000-0000-0000-000000000001'
