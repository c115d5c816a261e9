import { latestFirst, type Release } from './release.ts'

/**
 * The packages that may go when `keep` are to stay: the oldest, but never the two that were last in service, nor one
 * whose hash is in `needed`.
 */
export function releasesToPrune(
  releases: readonly Release[],
  keep: number,
  needed: readonly string[],
): Release[] {
  return latestFirst(releases)
    .slice(Math.max(keep, 2))
    .filter(({ hash }) => !needed.includes(hash))
}
