/**
 * The query as the library takes it, to make a URLSearchParams of it. It looks through the keys of what it is given, and
 * a text has as many as it has characters: the plainest one is given as an object. An empty text would be none, and the
 * library would parse the whole URL.
 */
export function libraryQuery(query: string): string | Record<string, string> {
  if (!isPlain(query)) return query || '?'
  const mark = query.indexOf('=')
  return { [query.slice(1, mark)]: query.slice(mark + 1) }
}

// One name that is no number, which would change its place in an object, and nothing to decode. A regular expression
// would say the same, but its first use costs more than a request.
function isPlain(query: string): boolean {
  const mark = query.indexOf('=')
  if (mark < 2 || !isLetter(query.charCodeAt(1))) return false
  for (let index = 2; index < query.length; index += 1) {
    const code = query.charCodeAt(index)
    if (index !== mark && !isLetter(code) && !isDigit(code)) return false
  }
  return true
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
