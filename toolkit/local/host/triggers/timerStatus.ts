import type { BlobServiceClient } from '@azure/storage-blob'
import { z } from 'zod'
import { downloadBlob } from '../downloadBlob.ts'
import type { TimerStatus } from '../envelope/timerTriggerData.ts'
import { isNotFound } from '../storageClients.ts'
import { localTime } from './timeZone.ts'

/** Where a timer's status is kept between two starts of the host. */
export interface TimerStatusStore {
  read(): Promise<TimerStatus | undefined>
  write(status: TimerStatus): Promise<void>
}

/** The blob the real host uses. Contract 10.3 */
export function timerStatusBlob(
  service: BlobServiceClient,
  hostId: string,
  functionName: string,
): TimerStatusStore {
  const container = service.getContainerClient('azure-webjobs-hosts')
  const blob = container.getBlockBlobClient(`timers/${hostId}/Host.Functions.${functionName}/status`)
  return {
    async read() {
      try {
        return STATUS.safeParse(JSON.parse((await downloadBlob(blob)).content.toString())).data
      } catch (error) {
        if (isNotFound(error) || error instanceof SyntaxError) return undefined
        throw error
      }
    },
    async write(status) {
      await container.createIfNotExists()
      await blob.uploadData(Buffer.from(JSON.stringify(status)))
    },
  }
}

/** A time as the status holds it: local to the host, with offset and without zeros at the end of the fraction. */
export function statusTime(date: Date, zone: string): string {
  return localTime(date, zone).replace(/\.?0*(?=[+-]\d\d:\d\d$)/, '')
}

/** .NET's default DateTime, for a timer that never ran. Older hosts left the offset out. */
export const NEVER = '0001-01-01T00:00:00+00:00'

const STATUS = z.object({ Last: z.string(), Next: z.string(), LastUpdated: z.string() })
