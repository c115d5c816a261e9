const duration =
  /^(?<sign>-)?P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+)S)?)?$/

/** ARM's `utcNow(format)`. */
export function utcNow(format = 'yyyyMMddTHHmmssZ'): string {
  return formatted(new Date(), format)
}

/** ARM's `dateTimeAdd(base, duration, format)`: `PT1H` after the base, formatted. */
export function dateTimeAdd(base: string, iso8601Duration: string, format: string): string {
  const start = new Date(base)
  const parts = duration.exec(iso8601Duration)?.groups
  if (Number.isNaN(start.getTime())) throw new Error(`dateTimeAdd(): '${base}' is not a time.`)
  if (parts === undefined) throw new Error(`dateTimeAdd(): '${iso8601Duration}' is not an ISO 8601 duration.`)
  const { days = '0', hours = '0', minutes = '0', seconds = '0', sign } = parts
  const length = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
  return formatted(
    new Date(start.getTime() + (sign ? -length : length) * 1000),
    format || 'yyyy-MM-ddTHH:mm:ssZ',
  )
}

/** The .NET formats that templates use: `u`, and patterns of yyyy MM dd HH mm ss. */
function formatted(time: Date, format: string): string {
  const pattern = format === 'u' ? 'yyyy-MM-dd HH:mm:ssZ' : format
  const iso = time.toISOString()
  const fields: Record<string, string> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  }
  return pattern.replace(/yyyy|MM|dd|HH|mm|ss/g, (field) => fields[field] ?? field)
}
