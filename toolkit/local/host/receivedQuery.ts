/** Names and values of a request's query as ASP.NET reads them: `+` is a space, and what is no UTF-8 stays escaped. */
export function receivedQuery(target: string): readonly (readonly [string, string])[] {
  const at = target.indexOf('?')
  if (at < 0) return []
  const parts = target.slice(at + 1).split('&')
  return parts.filter((part) => part !== '').map((part) => split(part))
}

function split(part: string): readonly [string, string] {
  const at = part.indexOf('=')
  return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]
}

function decode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}
