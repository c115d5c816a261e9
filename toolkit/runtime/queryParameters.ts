/**
 * The parameters of a query, which begins with its question mark or is empty. The platform's own reading costs more than
 * most functions: where nothing has to be decoded, what it reads is put in.
 */
export function queryParameters(query: string): URLSearchParams {
  if (!isPlain(query)) return new URLSearchParams(query)
  const parameters = new URLSearchParams()
  for (let start = 1; start < query.length; ) {
    const next = query.indexOf('&', start)
    const end = next === -1 ? query.length : next
    const mark = query.indexOf('=', start)
    const hasValue = mark !== -1 && mark < end
    if (end > start)
      parameters.append(query.slice(start, hasValue ? mark : end), hasValue ? query.slice(mark + 1, end) : '')
    start = end + 1
  }
  return parameters
}

function isPlain(query: string): boolean {
  for (let index = 1; index < query.length; index += 1) {
    const code = query.charCodeAt(index)
    if (code === 0x25 || code === 0x2b || code > 0x7e) return false
  }
  return true
}
