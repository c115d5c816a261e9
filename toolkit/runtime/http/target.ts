/** A request's target as it can stand in a URL: `sent` is in Latin-1, and bytes beyond ASCII are percent-encoded. */
export function encodeTarget(sent: string): string {
  return /[\x80-\xff]/.test(sent) ? sent.replace(/[\x80-\xff]/g, encodeByte) : sent
}

function encodeByte(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase()}`
}
