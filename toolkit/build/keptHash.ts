import { type BigIntStats, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { z } from 'zod'
import { hashFile } from './hashFiles.ts'

const large = 2 ** 20 // bytes: a smaller file is hashed sooner than looked up
const settled = 2000 // ms: within the tick of a clock a file may change once more and look the same

const keptHashes = z.record(
  z.string(),
  z.object({
    /** What the file system says of the file: every change of its content changes that. */
    stamp: z.string(),
    sha256: z.string(),
  }),
)

/**
 * Hashes files as `hashFile` does; those of large ones, the executable and its package, are kept in a file, and stand
 * as long as the files are untouched. A preview hashes them three times otherwise.
 */
export function keptIn(store: string): (file: string) => string {
  return (file) => {
    const status = statSync(file, { bigint: true })
    if (status.size < large) return hashFile(file)
    const kept = read(store)
    const name = relative(dirname(store), file)
    const stamp = stampOf(status)
    const known = kept[name]
    if (known?.stamp === stamp) return known.sha256
    const sha256 = hashFile(file)
    const isSettled = Date.now() - Number(status.ctimeMs) > settled
    if (isSettled && stampOf(statSync(file, { bigint: true })) === stamp) {
      write(store, { ...kept, [name]: { stamp, sha256 } })
    }
    return sha256
  }
}

// The time of the last change of status cannot be set back, as that of the content can.
function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ')
}

function read(store: string): z.infer<typeof keptHashes> {
  try {
    return keptHashes.parse(JSON.parse(readFileSync(store, 'utf8')))
  } catch {
    return {} // none yet, or not ours: hashing says the same
  }
}

// Another process may be reading: it sees the former file or this one, whole.
function write(store: string, kept: z.infer<typeof keptHashes>): void {
  const scratch = `${store}.${process.pid}`
  try {
    writeFileSync(scratch, `${JSON.stringify(kept, null, 2)}\n`)
    renameSync(scratch, store)
  } catch {
    // Where nothing can be written, hashing goes on as without this.
  }
}
