import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface DownloadedPackage {
  readonly file: string
  /** SHA-256 of the content, in hex. */
  readonly hash: string
}

/** Fetches a package over HTTP, as it is, for as long as `use` takes. `who` fetches it is named where that fails. */
export async function downloadPackage(
  uri: string,
  who: string,
  use: (downloaded: DownloadedPackage) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'package-'))
  const file = join(folder, 'released-package.zip')
  try {
    await use({ file, hash: await download(uri, who, file) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function download(uri: string, who: string, file: string): Promise<string> {
  const response = await fetch(uri)
  if (!response.ok || response.body === null) {
    const [address] = uri.split('?')
    throw new Error(
      `PackageDownloadFailed: ${who} got ${response.status} ${response.statusText} for ${address}. ` +
        'The URL has to be readable as it is: public, or with a SAS that has not expired.',
    )
  }
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file))
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
