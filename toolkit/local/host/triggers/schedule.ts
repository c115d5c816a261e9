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
    return new Cron(numbered(pattern), { timezone, mode: '5-or-6-parts', domAndDow: true, paused: true })
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

/** The pattern with numbers for the names of months and days, of which NCRONTAB takes any beginning. */
function numbered(pattern: string): string {
  const fields = pattern.split(' ')
  const rest = fields.slice(0, -2)
  const [month = '', day = ''] = fields.slice(-2)
  if (/\b7\b/.test(day.replace(/\/\d+/g, ''))) throw new TypeError('days of the week go from 0 to 6')
  const numbers = [...rest, withoutNames(month, MONTHS, 1), withoutNames(day, DAYS, 0)].join(' ')
  // NCRONTAB turns a range round whose end is before its start.
  return numbers.replace(RANGE, (range, from: string, to: string) =>
    Number(from) > Number(to) ? `${to}-${from}` : range,
  )
}

function withoutNames(field: string, names: readonly string[], first: number): string {
  return field.replace(/[a-z]+/gi, (text) => {
    const index = names.findIndex((name) => name.startsWith(text.toLowerCase()))
    if (index < 0) throw new TypeError(`'${text}' is no name of a month or a day`)
    return String(index + first)
  })
}

export const RANGE = /\b(\d+)-(\d+)\b/g
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
)
const DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ')
