import { DotNetDate, DotNetDouble } from './dotNetValue.ts'

/** The text .NET makes of a JSON scalar. */
export function dotNetText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value instanceof DotNetDate) return value.text
  if (value instanceof DotNetDouble) return doubleText(value.value)
  return String(value)
}

/** The text of bytes as .NET reads it: in UTF-8, or what a byte order mark says, which is no part of the text. */
export function dotNetDecode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

/** The shortest text of a double that reads as the same one, as .NET writes it: 1.5, 1E+20, 1E-05. */
export function doubleText(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  const digits = mantissa.replace(/[-.]/g, '').length
  const power = Number(exponent)
  if (!Number.isFinite(value) || (power >= -4 && power < Math.max(digits, 15))) return String(value)
  return `${mantissa}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
}
