/** One part of the benchmarks, ready for docs/benchmarks.md. */
export interface Measurement {
  readonly title: string
  /** A Markdown table. */
  readonly table: string
}

export type Say = (line: string) => void

export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export function ratio(value: number, reference: number): string {
  return (value / reference).toPrecision(3)
}
