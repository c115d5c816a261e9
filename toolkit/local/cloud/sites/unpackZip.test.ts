import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { unpackZip } from './unpackZip.ts'

async function zipOf(entries: Record<string, { content: string; mode: number }>): Promise<string> {
  const zip = new ZipFile()
  for (const [name, { content, mode }] of Object.entries(entries))
    zip.addBuffer(Buffer.from(content), name, { mode })
  zip.end()
  const file = join(await mkdtemp(join(tmpdir(), 'zip-')), 'a.zip')
  await pipeline(zip.outputStream, createWriteStream(file))
  return file
}

it('unpacks every file with the mode the zip stores', async () => {
  const file = await zipOf({
    handler: { content: '#!', mode: 0o100755 },
    'hello/function.json': { content: '{}', mode: 0o100644 },
  })
  const folder = await mkdtemp(join(tmpdir(), 'unpacked-'))
  await unpackZip(file, folder)
  expect((await stat(join(folder, 'handler'))).mode & 0o777).toBe(0o755)
  expect((await stat(join(folder, 'hello/function.json'))).mode & 0o777).toBe(0o644)
  expect(await readFile(join(folder, 'hello/function.json'), 'utf8')).toBe('{}')
})

it('refuses a path that leads out of the folder', async () => {
  const file = await zipOf({ 'aa/evil': { content: 'x', mode: 0o100644 } })
  const bytes = (await readFile(file)).toString('latin1').replaceAll('aa/evil', '../evil')
  await writeFile(file, bytes, 'latin1')
  await expect(unpackZip(file, await mkdtemp(join(tmpdir(), 'unpacked-')))).rejects.toThrow(/\.\.\/evil/)
})

it('refuses what is no zip', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'zip-')), 'a.zip')
  await writeFile(file, 'this is no zip file at all')
  await expect(unpackZip(file, tmpdir())).rejects.toThrow(/end of central directory/i)
})
