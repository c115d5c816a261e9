declare global {
  interface JSON {
    /** What JSON.stringify writes as it stands. */
    rawJSON(text: string): object
  }
}

/** A number that stands in JSON with a fraction or an exponent: a double to .NET, also where it is whole. */
export class DotNetDouble {
  readonly value: number
  /** As it stood in the JSON. */
  readonly source: string

  constructor(source: string) {
    this.value = Number(source)
    this.source = source
  }

  toJSON(): object {
    const text = doubleText(this.value)
    return JSON.rawJSON(/[.E]/.test(text) ? text : `${text}.0`)
  }
}

/** A whole number with more digits than a number of JavaScript holds. */
export class DotNetInteger {
  readonly source: string

  constructor(source: string) {
    this.source = source
  }

  toJSON(): object {
    return JSON.rawJSON(this.source)
  }
}

/** A text in JSON that Json.NET takes for a date. Contract 6.3 */
export class DotNetDate {
  /** What Json.NET writes for it: no zeros at the end of the fraction, and an offset turned into that of the host, UTC. */
  readonly iso: string
  /** What .NET makes of it as text. */
  readonly text: string
  /** As it stood in the JSON. */
  readonly source: string

  constructor(source: string, { time, fraction, zone }: { time: Date; fraction: string; zone: string }) {
    const seconds = time.toISOString().slice(0, 19)
    const digits = fraction.replace(/0+$/, '')
    this.iso = `${seconds}${digits === '' ? '' : `.${digits}`}${zone}`
    this.text = `${seconds.slice(5, 7)}/${seconds.slice(8, 10)}/${seconds.slice(0, 4)} ${seconds.slice(11)}`
    this.source = source
  }

  toJSON(): string {
    return this.iso
  }
}

/** The date a text of JSON is to Json.NET; undefined for any other text. */
export function dotNetDate(source: string): DotNetDate | undefined {
  const [, seconds, fraction = '', zone = '', sign, hours = '0', minutes = '0'] = DATE.exec(source) ?? []
  if (seconds === undefined) return undefined
  const time = new Date(`${seconds}Z`)
  // 31 February is none.
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(seconds)) return undefined
  if (sign === undefined) return new DotNetDate(source, { time, fraction, zone: zone.toUpperCase() })
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1)
  return new DotNetDate(source, { time: new Date(time.getTime() - ahead), fraction, zone: '+00:00' })
}

const DATE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(Z|([+-])(\d\d)(?::?(\d\d))?)?$/i

/** The shortest text of a double that reads as the same one, as .NET writes it: 1.5, 1E+20, 1E-05. */
export function doubleText(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  const digits = mantissa.replace(/[-.]/g, '').length
  const power = Number(exponent)
  if (!Number.isFinite(value) || (power >= -4 && power < Math.max(digits, 15))) return String(value)
  return `${mantissa}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
