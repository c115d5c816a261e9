import { Cron } from 'croner'
import { parseTimeSpan } from '../toolkit/build/timeSpan.ts'

export interface AlertWindow {
  readonly minutes: number
  /** ISO 8601. */
  readonly duration: string
}

// What a log search alert can look back over: learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule
const windows: readonly AlertWindow[] = [
  { minutes: 15, duration: 'PT15M' },
  { minutes: 30, duration: 'PT30M' },
  { minutes: 60, duration: 'PT1H' },
  { minutes: 120, duration: 'PT2H' },
  { minutes: 180, duration: 'PT3H' },
  { minutes: 240, duration: 'PT4H' },
  { minutes: 300, duration: 'PT5H' },
  { minutes: 360, duration: 'PT6H' },
  { minutes: 1440, duration: 'P1D' },
  { minutes: 2880, duration: 'P2D' },
]

const ingestionMinutes = 5 // what telemetry takes to arrive

/**
 * The shortest time in which a timer has run for sure, even when it missed once; nothing where that is longer than an
 * alert can look back, or the schedule is known at run time only (`%NAME%`).
 */
export function heartbeatWindow(schedule: string): AlertWindow | undefined {
  const gap = longestGap(schedule)
  return gap === undefined
    ? undefined
    : windows.find(({ minutes }) => minutes >= (2 * gap) / 60_000 + ingestionMinutes)
}

/** Milliseconds between two runs at most, in a week; a quarter of an hour more or less. */
function longestGap(schedule: string): number | undefined {
  const interval = parseTimeSpan(schedule)
  if (interval !== undefined) return interval
  try {
    const pattern = schedule.trim().replace(/\s+/g, ' ')
    return longestGapOf(
      new Cron(pattern, { timezone: 'UTC', mode: '5-or-6-parts', domAndDow: true, paused: true }),
    )
  } catch {
    return undefined // the host refuses it, with the reason
  }
}

function longestGapOf(cron: Cron): number {
  const start = Date.UTC(2024, 0, 1) // a Monday: always the same answer
  let longest = 0
  for (let time = start; time < start + 7 * day; ) {
    const next = cron.nextRun(new Date(time))?.getTime() ?? Number.POSITIVE_INFINITY
    longest = Math.max(longest, next - time)
    time = Math.max(next, time + quarter) // what runs every second need not be followed from run to run
  }
  return longest
}

const quarter = 15 * 60_000
const day = 96 * quarter
