import type { Measurement } from './measurement.ts'

/** Pure: the page with one section's figures in place of its former ones. Each section has its place in the page. */
export function withFigures(page: string, section: string, { title, table }: Measurement): string {
  const begin = `<!-- figures of ${section}: written by \`npm run bench\` -->`
  const end = `<!-- end of ${section} -->`
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined)
    throw new Error(`The page has no place for ${section}: ${begin}`)
  return `${before}${begin}\n### ${title}\n\n${table}\n${end}${after}`
}
