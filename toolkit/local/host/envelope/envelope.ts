import { writeDotNetJson } from '../dotNetJson.ts'
import { encodeMetadata } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

/** The body of a default-mode call: compact JSON. `inputs` are encoded input bindings by name. Contract 5.1 */
export function envelope(
  triggerName: string,
  event: TriggerEvent,
  inputs: Readonly<Record<string, unknown>>,
): string {
  return writeDotNetJson({
    Data: { [triggerName]: event.data, ...inputs },
    Metadata: encodeMetadata(event.bindingData),
  })
}
