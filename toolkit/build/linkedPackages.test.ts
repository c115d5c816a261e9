import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { listFiles } from './hashFiles.ts'
import { newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const workspace = {
  'packages/shared/package.json': '{"name":"@our/shared"}',
  'packages/shared/index.js':
    "exports.shared = () => [require('fs').readFileSync(__dirname + '/data/a.txt', 'utf8'), require('deep').deep()]",
  'packages/shared/data/a.txt': 'shared',
  'packages/shared/local.settings.json': '{}',
  'packages/shared/.cache/a.txt': '',
  // Its scope is one link; what lies beside it is nobody's to carry.
  'packages/tools/quote/package.json': '{}',
  'packages/tools/quote/index.js':
    "exports.quote = () => require('fs').readFileSync(__dirname + '/quote.txt', 'utf8')",
  'packages/tools/quote/quote.txt': 'quote',
  'packages/tools/secret/key.pem': 'secret',
  'packages/node_modules': 'no folder',
  // Only the shared one has a link to it.
  'packages/deep/package.json': '{"name":"deep"}',
  'packages/deep/index.js':
    "exports.deep = () => require('fs').readFileSync(require('path').join(__dirname, 'deep.txt'), 'utf8')",
  'packages/deep/deep.txt': 'deep',
  // In TypeScript, without a step that compiles it.
  'packages/typed/package.json': '{"name":"typed","type":"module","exports":"./src/index.ts"}',
  'packages/typed/src/index.ts':
    "import { readFileSync } from 'node:fs'\n" +
    "export const typed = (): string => readFileSync(new URL('../page.html', import.meta.url), 'utf8') + import.meta.url",
  'packages/typed/page.html': 'typed',
  // As pnpm has packages, with a library for this machine beside it.
  'node_modules/.pnpm/native@1/node_modules/native/package.json': '{"optionalDependencies":{"base":"1"}}',
  'node_modules/.pnpm/native@1/node_modules/native/index.js': `
    const { readFileSync } = require('fs'), { join } = require('path')
    exports.native = () => readFileSync(join(__dirname, '../base/base.so'), 'utf8')`,
  'node_modules/.pnpm/base@1/node_modules/base/package.json': '{"os":["linux"]}',
  'node_modules/.pnpm/base@1/node_modules/base/base.so': 'native',
  // Nobody requires it.
  'packages/other/index.js': 'exports.place = __dirname',
  'apps/orders/package.json': '{"name":"orders","main":"index.js"}',
  'apps/orders/data.txt': 'own',
  'apps/orders/index.js': `
    const { app } = require('@azure/functions')
    const { shared } = require('@our/shared'), { typed } = require('typed'), { quote } = require('@tools/quote'), { native } = require('native')
    const own = () => require('fs').readFileSync(__dirname + '/data.txt', 'utf8')
    app.get('read', () => ({ jsonBody: [...shared(), typed(), quote(), native(), own()] }))`,
}

const links = {
  'node_modules/@our/shared': '../../packages/shared',
  'node_modules/@tools': '../packages/tools',
  'node_modules/typed': '../packages/typed',
  'node_modules/other': '../packages/other',
  'node_modules/orders': '../apps/orders',
  'node_modules/gone': '../packages/gone',
  'node_modules/native': '.pnpm/native@1/node_modules/native',
  'node_modules/.pnpm/native@1/node_modules/base': '../../base@1/node_modules/base',
  'packages/shared/node_modules/deep': '../../deep',
}

describe.each(['bun', 'node'] as const)('a linked package, on %s,', (runtime) => {
  test('reads its own files, which lie beside the executable as if it were installed', async () => {
    const root = writeFiles(join(folder, runtime), workspace)
    for (const [link, target] of Object.entries(links)) {
      mkdirSync(dirname(join(root, link)), { recursive: true })
      symlinkSync(target, join(root, link))
    }
    const outputDirectory = join(folder, `${runtime}-app`)
    const { directory, executable } = await buildApp(join(root, 'apps/orders'), { outputDirectory, runtime })
    const { url } = await startHandler(executable, {}, directory)
    const place = `file://${directory}/node_modules/typed/src/index.js`
    expect(await (await fetch(`${url}/api/read`)).json()).toEqual([
      'shared',
      'deep',
      `typed${place}`,
      'quote',
      'native',
      'own',
    ])
    expect(listFiles(directory)).toEqual([
      'data.txt',
      'handler',
      'host.json',
      'local.settings.json',
      'node_modules/.pnpm/native@1/node_modules/base/base.so',
      'node_modules/.pnpm/native@1/node_modules/base/package.json',
      'node_modules/.pnpm/native@1/node_modules/native/package.json',
      'node_modules/@our/shared/data/a.txt',
      'node_modules/@our/shared/package.json',
      'node_modules/@tools/quote/package.json',
      'node_modules/@tools/quote/quote.txt',
      'node_modules/deep/deep.txt',
      'node_modules/deep/package.json',
      'node_modules/typed/package.json',
      'node_modules/typed/page.html',
      'read/function.json',
    ])
  })
})
