import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../../testing/handlerFolder.ts'
import { findCompiler } from './compiler.ts'
import { compilerProject } from './compilerProject.ts'
import { withCurrentOptions } from './currentOptions.ts'
import { readTsconfig } from './tsconfig.ts'
import { typeCheck } from './typeCheck.ts'

/** What the type check says of a project whose code is right but for one line. */
async function problemsWith(compilerOptions: object): Promise<string[]> {
  const folder = writeFiles(temporaryFolder(), {
    'package.json': '{}',
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
    'src/lib/one.ts': 'export const one = 1',
    'src/main.ts':
      "import { one } from '@lib/one'\nimport { one as two } from 'lib/one'\nexport const text: string = one + two\n",
  })
  const compiler = findCompiler(folder)
  const project = await compilerProject(folder, readTsconfig(folder, compiler), compiler, folder)
  const problems = await typeCheck(folder, project)
  return problems.map(({ message }) => message)
}

const wrong = "src/main.ts:3:14 error TS2322: Type 'number' is not assignable to type 'string'."
const paths = { '@lib/*': ['lib/*'] }

test.each([
  { module: 'commonjs', moduleResolution: 'node' },
  { module: 'commonjs', moduleResolution: 'nodenext' },
  { module: 'amd', moduleResolution: 'classic', target: 'es5', downlevelIteration: true },
  { module: 'commonjs', esModuleInterop: false, alwaysStrict: false, allowSyntheticDefaultImports: false },
])('a project with options that TypeScript 7 has no more is checked all the same: %j', async (options) => {
  expect(await problemsWith({ ...options, outDir: 'dist', rootDir: '.', baseUrl: 'src', paths })).toEqual([
    wrong,
  ])
})

test('options of today are left as they are', () => {
  const options = { module: 'nodenext', target: 'es2022', paths }
  const tsconfig = { outDir: '', rootDir: undefined, types: undefined, files: [], options }
  expect(withCurrentOptions('/app', tsconfig)).toBeUndefined()
})
