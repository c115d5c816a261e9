import { createWriteStream } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

/** Unpacks a zip file with the Unix modes it stores. yauzl refuses absolute paths and `..` by itself. */
export async function unpackZip(file: string, directory: string): Promise<void> {
  const zip = await open(file)
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', resolve)
    zip.on('entry', (entry: yauzl.Entry) => {
      unpackEntry(zip, entry, directory).then(() => zip.readEntry(), reject)
    })
    zip.readEntry()
  })
}

function open(file: string): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true }, (error, zip) => (zip ? resolve(zip) : reject(error)))
  })
}

async function unpackEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, directory: string): Promise<void> {
  const path = join(directory, entry.fileName)
  if (entry.fileName.endsWith('/')) {
    await mkdir(path, { recursive: true })
    return
  }
  await mkdir(dirname(path), { recursive: true })
  await pipeline(await contentOf(zip, entry), createWriteStream(path))
  const mode = (entry.externalFileAttributes >>> 16) & 0o777
  await chmod(path, mode === 0 ? 0o644 : mode)
}

function contentOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (stream ? resolve(stream) : reject(error)))
  })
}
