/**
 * The query as the library takes it, to make a URLSearchParams of it. It looks through the keys of what it is given, and
 * a text has as many as it has characters: a plain query is given as an object. An empty text would be none, and the
 * library would parse the whole URL.
 */
export function libraryQuery(query: string): string | Record<string, string> {
  if (!plain.test(query)) return query || '?'
  const pairs = query.slice(1).split('&').map(toPair)
  const values = Object.fromEntries(pairs)
  return Object.keys(values).length === pairs.length ? values : query
}

// Nothing to decode, and no name that would change its place in an object.
const plain = /^\?[a-z_][\w.~-]*=[\w.~-]*(?:&[a-z_][\w.~-]*=[\w.~-]*)*$/i

function toPair(pair: string): [string, string] {
  const mark = pair.indexOf('=')
  return [pair.slice(0, mark), pair.slice(mark + 1)]
}
