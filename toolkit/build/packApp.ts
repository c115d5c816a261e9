import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hashDirectory, hashFile } from './hashFiles.ts'
import { keptIn } from './keptHash.ts'
import { localSettingsFile } from './localSettings.ts'
import { type WrittenZip, writeZip } from './zipApp.ts'

// The record of another writer says nothing about what this one would make.
const writer = hashFile(join(import.meta.dirname, 'zipApp.ts'))

const packRecord = z.object({
  writer: z.literal(writer),
  /** SHA-256 by path of what is in the zip. */
  contents: z.record(z.string(), z.string()),
  sha256: z.string(),
  size: z.number(),
})

/** Packs an app folder, or keeps the zip of the last time if that is, byte for byte, what packing would make again. */
export async function packApp(directory: string, file: string): Promise<WrittenZip> {
  const hash = keptIn(`${directory}.hashes.json`)
  const contents = hashDirectory(directory, [localSettingsFile], hash)
  const former = await reusableZip(file, contents, hash)
  if (former) return former
  const zip = await writeZip(directory, file)
  await writeFile(recordPath(file), `${JSON.stringify({ writer, contents, ...zip }, null, 2)}\n`)
  return zip
}

async function reusableZip(
  file: string,
  contents: Record<string, string>,
  hash: (file: string) => string,
): Promise<WrittenZip | undefined> {
  try {
    const { sha256, size, ...record } = packRecord.parse(JSON.parse(await readFile(recordPath(file), 'utf8')))
    const same = JSON.stringify(record.contents) === JSON.stringify(contents)
    return same && hash(file) === sha256 ? { sha256, size } : undefined
  } catch {
    return undefined // no zip, or no record of it: packing makes both
  }
}

function recordPath(file: string): string {
  return `${file}.json`
}
