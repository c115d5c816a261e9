import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { removeAbandonedDrafts } from './abandonedDrafts.ts'
import { listFiles } from './hashFiles.ts'
import { localSettingsFile } from './localSettings.ts'

export interface WrittenZip {
  /** Of the zip's bytes, in hex. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
}

// A zip's own clock starts here and knows no zone, so that local midnight is the same bytes everywhere.
const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100755, compressionLevel: 6 }

/**
 * Packs a folder such that equal content makes equal bytes: sorted names, one time, one mode. Everything is
 * executable, because a host may start the handler without setting the bit itself (contract 4.3). The settings of this
 * machine stay here.
 */
export async function writeZip(directory: string, file: string): Promise<WrittenZip> {
  const zip = new ZipFile()
  for (const name of listFiles(directory, [localSettingsFile])) {
    zip.addFile(join(directory, name), name, options)
  }
  zip.end()
  const hash = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  removeAbandonedDrafts(file)
  const partial = `${file}.${process.pid}.part`
  try {
    await pipeline(Readable.from(zip.outputStream), measure, createWriteStream(partial))
    await rename(partial, file)
  } finally {
    await rm(partial, { force: true })
  }
  return { sha256: hash.digest('hex'), size }
}
