/** As esbuild counts: lines from one, columns in bytes. */
interface Place {
  readonly line: number
  readonly column: number
}

/** Pure: a text in which the line around each of these places is another. `change` is given it in two parts. */
export function editLines(
  text: string,
  places: readonly Place[],
  change: (before: string, after: string) => string,
): string {
  // With what ends each of them.
  const lines = text.split(/(\r\n|[\n\r\u2028\u2029])/)
  // From behind, so that what is before keeps its place.
  for (const { line, column } of places.toSorted((one, other) => other.column - one.column)) {
    const at = 2 * (line - 1)
    const bytes = Buffer.from(lines[at] ?? '')
    lines[at] = change(bytes.toString('utf8', 0, column), bytes.toString('utf8', column))
  }
  return lines.join('')
}
