import { systemData } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

/** What the host remembers of a timer; the texts are as they are stored. Contract 10.3 */
export interface TimerStatus {
  readonly Last: string
  readonly Next: string
  readonly LastUpdated: string
}

export interface TimerFiring {
  readonly functionName: string
  /** Local to the host, with offset. */
  readonly firedAt: string
  readonly isPastDue: boolean
  readonly adjustForDst: boolean
  /** Null when the schedule is not monitored. */
  readonly status: TimerStatus | null
}

/** The event of a timer trigger. Contract 5.7 */
export function timerTriggerData(firing: TimerFiring): TriggerEvent {
  return {
    reason: `Timer fired at ${firing.firedAt}`,
    data: {
      Schedule: { AdjustForDST: firing.adjustForDst },
      ScheduleStatus: firing.status,
      IsPastDue: firing.isPastDue,
    },
    bindingData: systemData(firing.functionName),
  }
}
