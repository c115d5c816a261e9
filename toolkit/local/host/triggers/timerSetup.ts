import type { BlobServiceClient } from '@azure/storage-blob'
import { findConnection } from '../connection.ts'
import type { HostedFunction } from '../functionFolders.ts'
import type { StorageClients } from '../storageClients.ts'
import { parseSchedule, type Schedule } from './schedule.ts'
import { type TimerStatusStore, timerStatusBlob } from './timerStatus.ts'
import { type TimeZone, timeZone } from './timeZone.ts'

/** What a timer's binding and the settings of its app say of it. */
export interface TimerSetup {
  readonly schedule: Schedule
  readonly zone: TimeZone
  /** Where it is locked; undefined without AzureWebJobsStorage. */
  readonly storage: BlobServiceClient | undefined
  /** Undefined where its runs are not monitored. Contract 10.3 */
  readonly store: TimerStatusStore | undefined
}

export interface TimerServices {
  readonly environment: Readonly<Record<string, string>>
  readonly storage: StorageClients
  readonly hostId: string
}

/** Throws UserError for a schedule that is none. */
export function setUpTimer({ name, trigger }: HostedFunction, services: TimerServices): TimerSetup {
  const zone = timeZone(services.environment)
  const schedule = parseSchedule(typeof trigger.schedule === 'string' ? trigger.schedule : '', zone.name)
  const hasStorage = findConnection('AzureWebJobsStorage', services.environment) !== undefined
  const storage = hasStorage ? services.storage.blobs(undefined) : undefined
  const isMonitored = trigger.useMonitor !== false && !isFrequent(schedule)
  const store = isMonitored && storage ? timerStatusBlob(storage, services.hostId, name) : undefined
  return { schedule, zone, storage, store }
}

const MINUTE = 60_000

/** Contract 10.3: more often than once a minute switches the monitor off. */
function isFrequent(schedule: Schedule): boolean {
  const first = schedule.next(new Date())
  const second = first && schedule.next(first)
  return first !== undefined && second !== undefined && second.getTime() - first.getTime() < MINUTE
}
