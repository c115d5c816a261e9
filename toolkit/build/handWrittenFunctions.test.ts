import { join } from 'node:path'
import { expect, test } from 'vitest'
import { handWrittenFunctions } from './handWrittenFunctions.ts'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'
import { messageOf } from './testing/messageOf.ts'

const read = (files: Record<string, string>) => () =>
  handWrittenFunctions(writeFiles(temporaryFolder(), files))

test('a function is a folder with a function.json; others and deeper ones are none', () => {
  const functions = read({
    'hello/function.json': '\uFEFF{"bindings":[]}',
    'assets/logo.txt': '',
    'deep/er/function.json': '{}',
  })()
  expect(functions).toEqual([{ name: 'hello', functionJson: { bindings: [] } }])
})

test('a folder without functions says where they go', async () => {
  expect(await messageOf(read({ 'host.json': '{}' }))).toMatch(
    /^No folder in \S+ has a function\.json, so the host would not even start the handler\. Write one for each function, e\.g\. hello\/function\.json: see docs\/any-language\.md\.$/,
  )
})

test.each(['[]', 'null', '{'])('a function.json that holds %s names the file', async (text) => {
  const folder = writeFiles(temporaryFolder(), { 'hello/function.json': text })
  expect(await messageOf(() => handWrittenFunctions(folder))).toMatch(
    `${join(folder, 'hello', 'function.json')} cannot be read: `,
  )
})

test('a scriptFile that is not there is refused as the host does', async () => {
  const folder = writeFiles(temporaryFolder(), { 'hello/function.json': '{"scriptFile":"run.php"}' })
  expect(await messageOf(() => handWrittenFunctions(folder))).toBe(
    "The function 'hello' would be refused by the host: Invalid script file name configuration. The 'scriptFile' " +
      `property is set to a file that does not exist. There is no ${join(folder, 'hello/run.php')}; leave scriptFile ` +
      'out, a custom handler needs none.',
  )
})
