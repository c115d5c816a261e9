/** Where the values begin, by the index of their name; 0: there is no such field. */
export type KnownFields = number[]

/** In place of where the value begins. */
export const repeated = -1

export function noKnownFields(): KnownFields {
  return [0, 0, 0, 0, 0, 0, 0]
}

/** The index of a field that every request is asked for. `name` in lower case. */
export function knownField(name: string): number | undefined {
  const field = byLength[name.length]
  return field !== undefined && names[field] === name ? field : undefined
}

/** The same for a name as it stands in the bytes of a head. */
export function knownFieldAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  const field = byLength[end - start]
  if (field === undefined) return undefined
  const name = names[field] ?? ''
  for (let index = 0; index < name.length; index += 1)
    if (((bytes[start + index] ?? 0) | 0x20) !== name.charCodeAt(index)) return undefined
  return field
}

// No two have one length, and all are letters and dashes, which this bit makes lower case or leaves alone.
const names = [
  'host',
  'expect',
  'connection',
  'traceparent',
  'content-length',
  'transfer-encoding',
  'x-azure-functions-invocationid',
]
const byLength: (number | undefined)[] = indexLengths()

function indexLengths(): (number | undefined)[] {
  const indexes: (number | undefined)[] = []
  for (const [index, { length }] of names.entries()) {
    while (indexes.length <= length) indexes.push(undefined)
    indexes[length] = index
  }
  return indexes
}
