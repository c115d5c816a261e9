/** Where the values begin, by the index of their name; 0: there is no such field. */
export type KnownFields = number[]

/** In place of where the value begins. */
export const repeated = -1

export function noKnownFields(): KnownFields {
  return [0, 0, 0, 0, 0, 0, 0]
}

/** The index of a field that every request is asked for. `name` in lower case. */
export function knownField(name: string): number | undefined {
  const field = fieldOfLength(name.length)
  return field !== undefined && names[field] === name ? field : undefined
}

/** The same for a name as it stands in the bytes of a head. */
export function knownFieldAt(bytes: Uint8Array, start: number, end: number): number | undefined {
  const field = fieldOfLength(end - start)
  if (field === undefined) return undefined
  const name = names[field] ?? ''
  for (let index = 0; index < name.length; index += 1)
    if (((bytes[start + index] ?? 0) | 0x20) !== name.charCodeAt(index)) return undefined
  return field
}

// All are letters and dashes, which this bit makes lower case or leaves alone.
const names = [
  'host',
  'expect',
  'connection',
  'traceparent',
  'content-length',
  'transfer-encoding',
  'x-azure-functions-invocationid',
]

// The index in `names`, of which no two have one length.
function fieldOfLength(length: number): number | undefined {
  switch (length) {
    case 4:
      return 0
    case 6:
      return 1
    case 10:
      return 2
    case 11:
      return 3
    case 14:
      return 4
    case 17:
      return 5
    case 30:
      return 6
    default:
      return undefined
  }
}
