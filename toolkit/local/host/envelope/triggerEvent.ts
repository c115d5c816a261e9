import type { BindingData } from './hostValue.ts'

/** One firing of a trigger. */
export interface TriggerEvent {
  /** For the log: why the function runs. */
  readonly reason: string
  /** The trigger binding's entry of `Data`, already encoded. */
  readonly data: unknown
  readonly bindingData: BindingData
  /** What its author may not expect of it. */
  readonly surprises?: readonly string[]
}
