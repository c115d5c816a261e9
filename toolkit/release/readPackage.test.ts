import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeFiles } from '../build/testing/handlerFolder.ts'
import { writeZip } from '../build/zipApp.ts'
import { readPackage } from './readPackage.ts'

test('a package tells its functions, by name, and its host.json', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const trigger = (type: string) => ({ name: 'it', type, direction: 'in' })
  const app = writeFiles(join(folder, 'app'), {
    'host.json': '{"version":"2.0"}',
    'orders/function.json': JSON.stringify({ bindings: [trigger('queueTrigger')] }),
    'hello/function.json': JSON.stringify({ bindings: [trigger('httpTrigger')] }),
    'hello/data/function.json': '{}',
    handler: 'an executable',
  })
  await writeZip(app, join(folder, 'app.zip'))
  expect(await readPackage(join(folder, 'app.zip'))).toEqual({
    hostJson: '{"version":"2.0"}',
    functions: [
      { name: 'hello', bindings: [trigger('httpTrigger')] },
      { name: 'orders', bindings: [trigger('queueTrigger')] },
    ],
  })
})
