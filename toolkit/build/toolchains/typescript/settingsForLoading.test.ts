import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../../testing/handlerFolder.ts'
import { readLocalSettings } from './settingsForLoading.ts'

const read = (text: string) =>
  readLocalSettings(writeFiles(temporaryFolder(), { 'local.settings.json': text }))

test('settings that are no texts are those that the running app gets', () => {
  expect(read('{"Values":{"TEXT":"a","FLAG":true,"NUMBER":1.5,"NONE":null}, // and so on\n}')).toEqual({
    TEXT: 'a',
    FLAG: 'True',
    NUMBER: '1.5',
  })
})

test.each(['{"Values":{"LIST":[]}}', '{"IsEncrypted":true,"Values":{"A":"x"}}', 'text', '{}'])(
  '%s has none',
  (text) => {
    expect(read(text)).toBe(undefined)
  },
)
