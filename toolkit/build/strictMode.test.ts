import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const project = {
  'package.json': '{"main":"src/index.ts","dependencies":{"pack":"1.0.0"}}',
  'node_modules/pack/package.json': '{"version":"1.0.0"}',
  'src/index.ts': `
    import { app } from '@azure/functions'
    import { says } from 'pack'
    function self(this: unknown) { return typeof this }
    app.get('mode', () => {
      const frozen = Object.freeze({ a: 1 })
      try { Object.assign(frozen, says); (frozen as { a: number }).a = 2 } catch { return { body: self() + ', throws' } }
      return { body: self() + ', goes on ' + says() }
    })`,
  'node_modules/pack/index.d.ts': 'export function says(): string',
}

describe.each(['bun', 'node'] as const)('on %s', (runtime) => {
  async function modeWith(pack: string, name: string): Promise<string> {
    const { executable } = await buildApp(
      writeFiles(join(folder, runtime, name), { ...project, 'node_modules/pack/index.js': pack }),
      { outputDirectory: join(folder, runtime, `${name}-app`), runtime },
    )
    const { url } = await startHandler(executable)
    return (await fetch(`${url}/api/mode`)).text()
  }

  test('an app is in strict mode, as its modules are', async () => {
    expect(await modeWith('/* Licence */ "use strict"\nexports.says = () => "strict"', 'strict')).toBe(
      'undefined, throws',
    )
  })

  test('a package that strict mode does not take keeps all out of it', async () => {
    expect(await modeWith('exports.says = () => { with ({ a: 010 }) return "a" + a }', 'sloppy')).toBe(
      'object, goes on a8',
    )
  })
})
