import type { TimerStatus } from '../envelope/timerTriggerData.ts'
import type { Schedule } from './schedule.ts'
import { NEVER, statusTime } from './timerStatus.ts'

export interface TimerCheck {
  /** What the first run is told. */
  readonly status: TimerStatus
  readonly next: Date | undefined
  readonly isPastDue: boolean
  /** What to write down now, so that the next occurrence cannot be missed. */
  readonly toStore: TimerStatus | undefined
}

/**
 * Finds out, when a host starts, whether a run was missed. A schedule that was changed meanwhile counts from now on,
 * as if it had been that one always. Contract 10.3
 */
export function checkTimerStatus(
  schedule: Schedule,
  stored: TimerStatus | undefined,
  now: Date,
  zone: string,
): TimerCheck {
  const last = stored && lastOf(stored)
  // A clock that was set back leaves a status from the future, which must not silence the timer.
  if (!last || last > new Date(now.getTime() + TOLERANCE)) return unknownStatus(schedule, now, zone)
  const expected = schedule.next(last)
  if (expected?.getTime() === Date.parse(stored.Next)) {
    return { status: stored, next: expected, isPastDue: now > expected, toStore: undefined }
  }
  const isMissed = expected !== undefined && now > expected
  const next = isMissed ? schedule.next(now) : expected
  const status = {
    Last: NEVER,
    Next: next ? statusTime(next, zone) : NEVER,
    LastUpdated: statusTime(isMissed ? now : last, zone),
  }
  return { status, next, isPastDue: false, toStore: status }
}

const TOLERANCE = 60_000

function unknownStatus(schedule: Schedule, now: Date, zone: string): TimerCheck {
  const next = schedule.next(now)
  const status = { Last: NEVER, Next: next ? statusTime(next, zone) : NEVER, LastUpdated: NEVER }
  return { status, next, isPastDue: false, toStore: { ...status, LastUpdated: statusTime(now, zone) } }
}

/** The time that `Next` was counted from. */
function lastOf({ Last, LastUpdated }: TimerStatus): Date | undefined {
  const date = new Date(Last.startsWith('0001-') ? LastUpdated : Last)
  return Number.isNaN(date.getTime()) || date.getFullYear() < 2 ? undefined : date
}
