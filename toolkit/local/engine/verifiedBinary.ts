import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** Notes the hash of a binary in the cache, beside it. */
export async function recordBinary(file: string): Promise<void> {
  await writeFile(noteOf(file), await sha256(file))
}

/** Whether a binary in the cache is there and still what was noted when it was made. */
export async function isVerified(file: string): Promise<boolean> {
  try {
    return (await readFile(noteOf(file), 'utf8')) === (await sha256(file))
  } catch {
    return false
  }
}

function noteOf(file: string): string {
  return `${file}.sha256`
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
