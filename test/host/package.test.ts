import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { type Entry, fromBuffer } from 'yauzl'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import { packApp } from '../../toolkit/build/packApp.ts'

/** Name → mode of the files in a zip. */
function modes(file: string): Promise<Record<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(readFileSync(file), { lazyEntries: false }, (error, zip) => {
      if (error) return reject(error)
      const found: Record<string, string> = {}
      zip.on('entry', (entry: Entry) => {
        found[entry.fileName] = ((entry.externalFileAttributes >>> 16) & 0o777).toString(8)
      })
      zip.on('end', () => resolve(found))
    })
  })
}

it('33. packs the executable with its permission, and nothing that belongs to a developer alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-package-'))
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(folder, 'app', file)), { recursive: true })
    writeFileSync(join(folder, 'app', file), content)
  }
  const bindings = [
    { name: 'req', type: 'httpTrigger', direction: 'in' },
    { name: 'res', type: 'http', direction: 'out' },
  ]
  const hostJson = { version: '2.0', customHandler: { description: { defaultExecutablePath: 'run' } } }
  write('host.json', JSON.stringify(hostJson))
  write('hello/function.json', JSON.stringify({ bindings }))
  write('run', '#!/bin/sh\n')
  chmodSync(join(folder, 'app', 'run'), 0o755)
  write('.funcignore', 'notes/\n')
  const left = [
    'local.settings.json',
    'hello/local.settings.json',
    '.git/HEAD',
    '.vscode/settings.json',
    '.gitignore',
  ]
  for (const file of [...left, 'project.lock.json', 'notes/plan.txt']) write(file, '{}')
  const built = await buildApp(join(folder, 'app'), { outputDirectory: join(folder, 'built') })
  await packApp(built.directory, join(folder, 'app.zip'))
  const packed = await modes(join(folder, 'app.zip'))
  expect(Object.keys(packed).sort()).toEqual(['hello/function.json', 'host.json', 'run'])
  expect(packed.run).toBe('755')
  rmSync(folder, { recursive: true })
})
