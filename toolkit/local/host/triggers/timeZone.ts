/** The zone in which a host's timers run, by its IANA name. */
export interface TimeZone {
  readonly name: string
  /** What was asked for and is no zone: Azure runs in UTC then without a word. */
  readonly unknown: string | undefined
}

/** WEBSITE_TIME_ZONE or TZ of the app settings, else UTC. Contract 10.3 */
export function timeZone(environment: Readonly<Record<string, string>>): TimeZone {
  const asked = environment.WEBSITE_TIME_ZONE || environment.TZ
  if (!asked) return { name: 'UTC', unknown: undefined }
  try {
    new Intl.DateTimeFormat('en', { timeZone: asked })
    return { name: asked, unknown: undefined }
  } catch {
    return { name: 'UTC', unknown: asked }
  }
}

/** A time as .NET writes it there: local, with offset, e.g. `2026-01-02T04:04:05.678+01:00`. */
export function localTime(date: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    date,
  )
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.slice('GMT'.length) || '+00:00'
  const [hours, minutes] = offset.slice(1).split(':').map(Number)
  const ahead = (Number(hours) * 60 + Number(minutes)) * (offset.startsWith('-') ? -60_000 : 60_000)
  return new Date(date.getTime() + ahead).toISOString().replace('Z', offset)
}
