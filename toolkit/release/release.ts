/** One package that is kept in the stack's container, under the hash of its content. */
export interface Release {
  /** SHA-256 of the zip, in hex. */
  readonly hash: string
  /** Bytes. */
  readonly size: number
  readonly uploadedAt: Date
  /** When it last went into service; undefined for one that never did. */
  readonly deployedAt: Date | undefined
}

/** The blob of a package. OneDeploy asks for this file name (azure-resources reference, section 5.1). */
export function packagePath(hash: string): string {
  return `${hash}/released-package.zip`
}

/** Latest in service first, then latest uploaded. */
export function latestFirst(releases: readonly Release[]): Release[] {
  return releases.toSorted((a, b) => time(b.deployedAt) - time(a.deployedAt) || +b.uploadedAt - +a.uploadedAt)
}

/** The package that went into service last. */
export function runningRelease(releases: readonly Release[]): Release | undefined {
  const [latest] = latestFirst(releases)
  return latest?.deployedAt && latest
}

function time(date: Date | undefined): number {
  return date?.getTime() ?? 0
}
