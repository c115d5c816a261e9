import { isType } from '../bindingType.ts'
import { eventGridTriggerData } from '../envelope/eventGridTriggerData.ts'
import type { HostedFunction } from '../functionFolders.ts'
import type { Invoke } from '../invoke.ts'

export interface GridEventServices {
  readonly functions: readonly HostedFunction[]
  readonly invoke: Invoke
}

/** The function with an Event Grid trigger of a name, in which case counts; none that is disabled. */
export function findGridFunction(
  functionName: string,
  { functions }: GridEventServices,
): HostedFunction | undefined {
  return functions.find(
    ({ name, trigger, isDisabled }) =>
      name === functionName && !isDisabled && isType(trigger, 'eventGridTrigger'),
  )
}

/** Runs a function for each event, or once for all where it takes many; whether all went well. Contract 5.11 */
export async function runForEvents(
  hosted: HostedFunction,
  events: readonly Readonly<Record<string, unknown>>[],
  { invoke }: GridEventServices,
): Promise<boolean> {
  const isBatch = String(hosted.trigger.cardinality).toLowerCase() === 'many'
  const runs = isBatch ? [events] : events
  const results = await Promise.all(
    runs.map((event) => invoke(hosted, eventGridTriggerData(hosted.name, event), () => true)),
  )
  return results.every(Boolean)
}
