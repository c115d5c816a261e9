import { expect, test } from 'vitest'
import { namesOfFilesToRun } from './namesOfFilesToRun.ts'

const own = (path: string) => ({ from: 'module', path })

test.each([
  ['join', "new Worker(path.join(__dirname, 'a.js'))", own('a.js')],
  ['join with several parts', 'new Worker(join(__dirname, "..", `b`,\n "a.mjs",))', own('../b/a.mjs')],
  [
    'resolve, as a compiler leaves it',
    "(0, x_1.fork)((0, path_1.resolve)(__dirname, './a.js'))",
    own('./a.js'),
  ],
  ['join with the folder of an ES module', "fork(join(import.meta.dirname, 'a.ts'))", own('a.ts')],
  ['a sum', "const file = __dirname + '/a.js'; new x_1.Worker(file)", own('a.js')],
  ['a template', `cp.fork(\`\${__dirname}/b/a.cjs\`)`, own('b/a.cjs')],
  ['a URL', "new Worker(new URL('./a.js', import.meta.url))", own('./a.js')],
  ['its name alone', "new Worker('./dist/a.js')", { from: 'app', path: './dist/a.js' }],
  ['a pool', "workerpool.pool(__dirname + '/a.js')", own('a.js')],
  ['a pool of its own', "new Pool(join(__dirname, 'a.js'))", own('a.js')],
  ['a pool with settings', "new StaticPool({ size: 2, task: __dirname + '/a.js' })", own('a.js')],
  ['its resolved name', "fork(require.resolve('./a.js'), [require.resolve('b/c.js')])", own('./a.js')],
  ['another pool', "new Piscina({ filename: resolve(__dirname, 'a.js') })", own('a.js')],
])('a file that is run and named by %s is found', (_how, text, expected) => {
  expect(namesOfFilesToRun(text)).toEqual([expected])
})

test.each([
  'new Worker(__filename)',
  'fork(import.meta.filename)',
  'new Worker(new URL(import.meta.url))',
  'new Worker(fileURLToPath(import.meta.url))',
])('a module that runs itself is found: %s', (text) => expect(namesOfFilesToRun(text)).toEqual([own('')]))

test.each([
  ["require(join(__dirname, 'a.js'))", []],
  ["const db = new pg.Pool({ max: 2 }); read(join(__dirname, 'a.js'))", []],
  ["const db = new ConnectionPool(url); read(join(__dirname, 'a.js'))", []],
  ["new Worker(file); read(join(__dirname, 'a.json'))", []],
  ['new Worker(join(folder, `a.js`))', []],
  ["new Worker(code, { eval: true }); log('fork.js')", []],
])('what is not run, is no code, or has no name that is written out is not: %s', (text, expected) => {
  expect(namesOfFilesToRun(text)).toEqual(expected)
})
