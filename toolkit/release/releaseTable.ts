import { latestFirst, type Release, runningRelease } from './release.ts'

/** The kept packages as lines of text, the latest in service first. */
export function releaseTable(releases: readonly Release[]): string {
  const running = runningRelease(releases)
  const rows = latestFirst(releases).map((release) => [
    release.hash,
    release.deployedAt ? `deployed ${minute(release.deployedAt)}` : `uploaded ${minute(release.uploadedAt)}`,
    `${(release.size / 1e6).toFixed(1)} MB`.padStart(8),
    release === running ? 'running' : '',
  ])
  return rows.map((cells) => `  ${cells.join('  ')}`.trimEnd()).join('\n')
}

function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
