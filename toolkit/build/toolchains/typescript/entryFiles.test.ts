import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../../testing/handlerFolder.ts'
import { findCompiler } from './compiler.ts'
import { findEntryFiles, sourcePatterns } from './entryFiles.ts'
import { readTsconfig } from './tsconfig.ts'

const find = (directory: string) =>
  findEntryFiles(directory, readTsconfig(directory, findCompiler(directory)))

test.each([
  ['dist/src/functions/*.js', 'dist', '', 'src/functions/*.ts'],
  ['./dist/src/{index.js,functions/*.js}', 'dist', '', 'src/{index.ts,functions/*.ts}'],
  ['dist/functions/*.js', 'dist', 'src', 'src/functions/*.ts'],
  ['dist/main.mjs', 'dist', '', 'main.mts'],
  ['dist/*.{mjs,cjs}', 'dist', 'src', 'src/*.{mts,cts}'],
  ['src/functions/*.js', '', '', 'src/functions/*.ts'],
])('main %s with outDir "%s" and rootDir "%s" means %s', (main, outDir, rootDir, expected) => {
  expect(sourcePatterns(main, { outDir, rootDir })).toContain(expected)
})

test('the files behind a glob are found, without tests and declarations', () => {
  const folder = writeFiles(temporaryFolder(), {
    'package.json': '{"main":"out/src/{index.js,functions/*.js}"}',
    'tsconfig.json': '{"compilerOptions":{"outDir":"out","rootDir":"."}}',
    'src/index.ts': '',
    'src/functions/b.ts': '',
    'src/functions/a.ts': '',
    'src/functions/a.test.ts': '',
    'src/functions/types.d.ts': '',
    'src/other/c.ts': '',
  })
  // Higher ones first, as Microsoft's worker loads them.
  expect(find(folder)).toEqual(['src/index.ts', 'src/functions/a.ts', 'src/functions/b.ts'])
})

test('outDir and rootDir may come from an extended tsconfig.json', () => {
  const folder = writeFiles(temporaryFolder(), {
    'base.json': '{"compilerOptions":{"outDir":"app/build","rootDir":"app/src"}}',
    'app/package.json': '{"main":"build/functions/*.js"}',
    'app/tsconfig.json': '{"extends":"../base.json"}',
    'app/src/functions/a.ts': '',
  })
  expect(find(join(folder, 'app'))).toEqual(['src/functions/a.ts'])
})

test('without a rootDir it is the folder that the sources have in common, as up to TypeScript 5', () => {
  const folder = writeFiles(temporaryFolder(), {
    'package.json': '{"main":"dist/functions/*.js"}',
    'tsconfig.json': '{"compilerOptions":{"outDir":"dist"},"include":["code"]}',
    'code/app/functions/a.ts': '',
    'code/app/lib/b.ts': '',
    'code/app/types.d.ts': '',
  })
  expect(find(folder)).toEqual(['code/app/functions/a.ts'])
})

test.each([
  ['sources without a tsconfig.json', ['src/functions/a.ts'], 'src/functions/a.ts'],
  ['sources below src without a tsconfig.json', ['src/src/functions/a.ts'], 'src/src/functions/a.ts'],
  [
    'what was compiled, where that is all',
    ['tsconfig.json', 'dist/src/functions/a.js'],
    'dist/src/functions/a.js',
  ],
  [
    'sources before what was compiled of them',
    ['tsconfig.json', 'dist/src/functions/old.js', 'src/functions/a.ts'],
    'src/functions/a.ts',
  ],
])('%s are found', (_title, files, expected) => {
  const contents = files.map((file) => [
    file,
    file === 'tsconfig.json' ? '{"compilerOptions":{"outDir":"dist"}}' : '',
  ])
  const folder = writeFiles(temporaryFolder(), {
    'package.json': '{"main":"dist/src/functions/*.js"}',
    ...Object.fromEntries(contents),
  })
  expect(find(folder)).toEqual([expected])
})

test('a folder without package.json has its functions in src/functions', () => {
  const folder = writeFiles(temporaryFolder(), { 'src/functions/a.ts': '', 'helper.ts': '' })
  expect(find(folder)).toEqual(['src/functions/a.ts'])
})

test('a package.json that is none is named', () => {
  const folder = writeFiles(temporaryFolder(), { 'package.json': '{"main":7}' })
  expect(() => find(folder)).toThrow(/package\.json is not a valid package\.json\. Mend it\.$/)
})
