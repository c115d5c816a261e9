import { output, type StorageQueueTriggerOptions } from '@azure/functions'

const connection = 'AzureWebJobsStorage'

/** A queue trigger whose queue nobody else uses. */
export function from(queueName: string): Pick<StorageQueueTriggerOptions, 'queueName' | 'connection'> {
  return { queueName, connection }
}

export const blob = output.storageBlob({ path: 'out/{rand-guid}', connection })
export const queue = output.storageQueue({ queueName: 'out', connection })

/** The text of a message: the library has parsed one that is JSON. */
export function textOf(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message)
}
