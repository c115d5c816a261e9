import { UserError } from '../../../build/userError.ts'
import { isType } from '../bindingType.ts'
import { manualTriggerData } from '../envelope/manualTriggerData.ts'
import type { TriggerEvent } from '../envelope/triggerEvent.ts'
import type { HostedFunction } from '../functionFolders.ts'
import type { StorageClients } from '../storageClients.ts'
import { readWrittenBlob } from './readWrittenBlob.ts'

/**
 * The event of a function that is run by hand with a text. Contract 9.3. To a blob function the text is the path of
 * a blob, as on Azure. Throws UserError when there is no such blob.
 */
export async function manualEvent(
  { name, trigger }: HostedFunction,
  input: string,
  storage: StorageClients,
): Promise<TriggerEvent> {
  if (!isType(trigger, 'blobTrigger')) return manualTriggerData(name, trigger, input)
  const slash = input.indexOf('/')
  const path = { container: input.slice(0, Math.max(slash, 0)), name: input.slice(slash + 1) }
  const blob = slash > 0 && path.name !== '' ? await readWrittenBlob(trigger, path, storage) : undefined
  if (blob) return blob.event(name)
  throw new UserError(
    'blob-missing',
    `'${name}' is a blob function: its input is the path of a blob, 'container/name'. There is no blob '${input}'.`,
  )
}
