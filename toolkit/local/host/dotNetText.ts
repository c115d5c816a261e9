import { DotNetDate, DotNetDouble, DotNetInteger, doubleText } from './dotNetValue.ts'

/** The text .NET makes of a JSON scalar. */
export function dotNetText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value instanceof DotNetDate) return value.text
  if (value instanceof DotNetDouble) return doubleText(value.value)
  return value instanceof DotNetInteger ? value.source : String(value)
}

/** The text of bytes as .NET reads it: in UTF-8, or what a byte order mark says, which is no part of the text. */
export function dotNetDecode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}
