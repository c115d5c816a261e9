import { parseTimeSpan } from '../../../build/timeSpan.ts'
import { isType } from '../bindingType.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { RANGE } from '../triggers/schedule.ts'

/** What a trigger does otherwise on Azure than here, or not on every plan. */
export function triggerSurprises(
  { trigger }: HostedFunction,
  environment: Readonly<Record<string, string>>,
): readonly string[] {
  if (isType(trigger, 'blobTrigger')) return scannedBlobs(trigger.source)
  if (isType(trigger, 'timerTrigger')) return [...timeSpan(trigger.schedule), ...timeZone(environment)]
  return []
}

function scannedBlobs(source: unknown): readonly string[] {
  if (String(source).toLowerCase() === 'eventgrid') return []
  return [
    'A blob is found within a second here. On Azure that may take 10 minutes, and plan Flex Consumption does not ' +
      `run the function at all. Set "source": "EventGrid" and subscribe to the container's events.`,
  ]
}

function timeSpan(schedule: unknown): readonly string[] {
  if (typeof schedule !== 'string') return []
  if (parseTimeSpan(schedule) === undefined) return turnedRanges(schedule)
  return [
    `The schedule '${schedule}' is a time span, which only the App Service plans run. Write it with ` +
      `six fields, e.g. '0 */5 * * * *'.`,
  ]
}

function turnedRanges(schedule: string): readonly string[] {
  return [...schedule.matchAll(RANGE)]
    .filter(([, from, to]) => Number(from) > Number(to))
    .map(
      ([range, from, to]) =>
        `The range '${range}' of the schedule '${schedule}' ends before it starts, so it means ${to}-${from}. ` +
        `Write two ranges, with a comma.`,
    )
}

function timeZone({ WEBSITE_TIME_ZONE, TZ }: Readonly<Record<string, string>>): readonly string[] {
  const zone = WEBSITE_TIME_ZONE || TZ
  if (!zone || /^(Etc\/)?(UTC|GMT)$/i.test(zone)) return []
  return [
    `The timer runs in time zone '${zone}'. The Consumption plans on Linux do not know WEBSITE_TIME_ZONE and TZ` +
      `: write the schedule in UTC for them.`,
  ]
}
