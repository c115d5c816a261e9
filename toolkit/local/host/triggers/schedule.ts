import { Cron } from 'croner'
import { parseTimeSpan } from '../../../build/timeSpan.ts'
import { UserError } from '../../../build/userError.ts'

/** When a timer fires. */
export interface Schedule {
  /** The first occurrence after a time; undefined when there is none any more. */
  next(after: Date): Date | undefined
  readonly adjustForDst: boolean
}

/**
 * Reads a schedule: NCRONTAB of six fields (or five, then second 0), in a time zone, or a TimeSpan between two runs.
 * Contract 10.3. Throws UserError.
 */
export function parseSchedule(text: string, timeZone = 'UTC'): Schedule {
  const interval = parseTimeSpan(text)
  if (interval) {
    return { adjustForDst: false, next: (after) => new Date(after.getTime() + interval) }
  }
  const cron = parseCron(text, timeZone)
  return { adjustForDst: true, next: (after) => cron.nextRun(after) ?? undefined }
}

// NCRONTAB has none of croner's extensions (L, W, #, ?, @daily).
const FIELDS = /^[\d*/,-]+ [\d*/,-]+ [\d*/,-]+( [\d*/,-]+)? [\d*/,a-z-]+ [\d*/,a-z-]+$/i

function parseCron(text: string, timezone: string): Cron {
  const pattern = text.trim().replace(/\s+/g, ' ')
  try {
    if (!FIELDS.test(pattern)) throw new TypeError('it has other characters or another number of fields')
    return new Cron(pattern, { timezone, mode: '5-or-6-parts', domAndDow: true, paused: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(
      'schedule-invalid',
      `The schedule expression '${text}' was not recognized as a valid cron expression or timespan string: ${reason}. ` +
        `Write {second} {minute} {hour} {day} {month} {day-of-week}, e.g. '0 */5 * * * *'.`,
      { cause: error },
    )
  }
}
