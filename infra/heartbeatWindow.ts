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

/** Milliseconds between two runs at most, over the next thousand. */
function longestGap(schedule: string): number | undefined {
  const interval = parseTimeSpan(schedule)
  if (interval !== undefined) return interval
  try {
    const pattern = schedule.trim().replace(/\s+/g, ' ')
    const cron = new Cron(pattern, { timezone: 'UTC', mode: '5-or-6-parts', domAndDow: true, paused: true })
    const runs = cron.nextRuns(1000, new Date('2024-01-01T00:00:00Z')) // always the same answer
    const gaps = runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0))
    return gaps.length === 0 ? undefined : Math.max(...gaps)
  } catch {
    return undefined // the host refuses it, with the reason
  }
}
