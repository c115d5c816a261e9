/**
 * Decodes one segment of a URL path the way Kestrel does: `%2F` stays as it is, and a malformed escape is
 * text.
 */
export function decodePathSegment(segment: string): string {
  if (!segment.includes('%')) return segment
  return segment.replace(/(?:%(?!2f)[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}
