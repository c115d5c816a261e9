import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeZip } from '../../../build/zipApp.ts'
import { writeApp } from '../../host/fixtures/testApp.ts'
import { freePort } from '../../host/handler/freePort.ts'
import { Site } from './site.ts'

it('replaces a package whose host.json gives the handler one port', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'site-'))
  const handlerPort = await freePort()
  const pack = async (text: string) => {
    const app = writeApp({
      customHandler: { port: handlerPort },
      answers: { '/hello': { json: { ReturnValue: text } } },
    })
    await writeZip(app, join(folder, `${text}.zip`))
    rmSync(app, { recursive: true })
    return join(folder, `${text}.zip`)
  }
  const port = await freePort()
  const site = await Site.open({ directory: folder, port, log: () => undefined, onChange: () => undefined })
  for (const text of ['one', 'two']) {
    await site.deploy(await pack(text), text, {})
    expect(await (await fetch(`http://127.0.0.1:${port}/api/hello`)).text()).toBe(text)
  }
  await site.close()
  rmSync(folder, { recursive: true })
})
