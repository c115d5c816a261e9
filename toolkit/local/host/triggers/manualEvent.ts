import { UserError } from '../../../build/userError.ts'
import { isType } from '../bindingType.ts'
import { MANUAL_REASON, manualTriggerData } from '../envelope/manualTriggerData.ts'
import { timerTriggerData } from '../envelope/timerTriggerData.ts'
import type { TriggerEvent } from '../envelope/triggerEvent.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { readWrittenBlob } from './readWrittenBlob.ts'
import { setUpTimer, type TimerServices } from './timerSetup.ts'

/**
 * The event of a function that is run by hand with a text. Contract 9.3. To a blob function the text is the path of
 * a blob, as on Azure. Throws UserError when there is no such blob.
 */
export async function manualEvent(
  hosted: HostedFunction,
  input: string,
  services: TimerServices,
): Promise<TriggerEvent> {
  const { name, trigger } = hosted
  if (isType(trigger, 'timerTrigger')) return timerEvent(hosted, services)
  if (!isType(trigger, 'blobTrigger')) return manualTriggerData(name, trigger, input)
  const { storage } = services
  const slash = input.indexOf('/')
  const path = { container: input.slice(0, Math.max(slash, 0)), name: input.slice(slash + 1) }
  const blob = slash > 0 && path.name !== '' ? await readWrittenBlob(trigger, path, storage) : undefined
  if (blob) return blob.event(name)
  throw new UserError(
    'blob-missing',
    `'${name}' is a blob function: its input is the path of a blob, 'container/name'. There is no blob '${input}'.`,
  )
}

/** A timer is told what is remembered of it, whatever the input. */
async function timerEvent(hosted: HostedFunction, services: TimerServices): Promise<TriggerEvent> {
  const { schedule, store } = setUpTimer(hosted, services)
  const { data, bindingData } = timerTriggerData({
    functionName: hosted.name,
    firedAt: '',
    isPastDue: false,
    adjustForDst: schedule.adjustForDst,
    status: (await store?.read()) ?? null,
  })
  return { reason: MANUAL_REASON, data, bindingData }
}
