// Regular expressions would say the same, but each costs as much at its first use as a whole request.

/** By byte: 1 where it may stand in a method or the name of a field (RFC 9110, 5.6.2). */
export const inToken: Uint8Array = tableOf("!#$%&'*+-.^_`|~", '09AZaz')
/** By byte: 1 where it may stand in the value of a field (RFC 9110, 5.5). */
export const inValue: Uint8Array = tableOf('\t', ' ~\x80\xff')
/** By byte: 1 where it may stand in a request's target, but for what divides it. */
export const inTarget: Uint8Array = tableOf('!"', '$>@~')

/** `ranges` are pairs of the first and the last character. */
function tableOf(single: string, ranges: string): Uint8Array {
  const table = new Uint8Array(256)
  for (let index = 0; index < single.length; index += 1) table[single.charCodeAt(index)] = 1
  for (let index = 0; index < ranges.length; index += 2)
    table.fill(1, ranges.charCodeAt(index), ranges.charCodeAt(index + 1) + 1)
  return table
}
