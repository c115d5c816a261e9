import type { BlobSettings, QueueSettings } from '../../../build/hostJson.ts'
import { UserError } from '../../../build/userError.ts'
import type { HostedFunction } from '../functionFolders.ts'
import type { Invoke } from '../invoke.ts'
import type { Log } from '../logEntry.ts'
import { canWrite } from '../outputs/bindOutputs.ts'
import type { StorageClients } from '../storageClients.ts'
import { createBlobListeners } from './blobTrigger.ts'
import type { Listener } from './listener.ts'
import { startQueueListener } from './queueTrigger.ts'
import { startTimerListener } from './timerTrigger.ts'

export interface ListenerServices {
  readonly environment: Readonly<Record<string, string>>
  readonly storage: StorageClients
  readonly queues: QueueSettings
  readonly blobs: BlobSettings
  readonly hostId: string
  readonly invoke: Invoke
  readonly log: Log
}

/** Starts waiting for one function's events; throws UserError when it cannot. */
export type StartListener = (hosted: HostedFunction, services: ListenerServices) => Listener

/** Starts a listener for each function that has one; warns once for each binding this host cannot serve. */
export function startListeners({
  functions,
  ...services
}: ListenerServices & { readonly functions: readonly HostedFunction[] }): readonly Listener[] {
  const listeners = new Map<string, StartListener>([
    ['queuetrigger', startQueueListener],
    ['blobtrigger', createBlobListeners(services)],
    ['timertrigger', startTimerListener],
  ])
  return functions.flatMap((hosted) => {
    const warn = (message: string) =>
      services.log({ level: 'warning', category: 'Host.Startup', message, functionName: hosted.name })
    for (const { name, type } of hosted.outputs.filter((output) => !canWrite(output.type))) {
      warn(
        `Function '${hosted.name}': this host does not write '${type}' outputs. What the function returns for '${name}' is dropped.`,
      )
    }
    const type = hosted.trigger.type.toLowerCase()
    if (hosted.isDisabled || CALLED.has(type)) return []
    const start = listeners.get(type)
    if (start) return startOne(start, hosted, services)
    warn(
      `Function '${hosted.name}': this host does not listen for '${hosted.trigger.type}'. Run it by hand: ` +
        `POST /admin/functions/${hosted.name} with {"input": "..."}.`,
    )
    return []
  })
}

/** Their events come as requests to the host. */
const CALLED = new Set(['httptrigger', 'eventgridtrigger'])

function startOne(
  start: StartListener,
  hosted: HostedFunction,
  services: ListenerServices,
): readonly Listener[] {
  try {
    return [start(hosted, services)]
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    services.log({
      level: 'error',
      category: 'Host.Startup',
      message: `The listener for function 'Functions.${hosted.name}' was unable to start. ${error.message}`,
      functionName: hosted.name,
    })
    return []
  }
}
