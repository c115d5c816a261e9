import { expect, test } from 'vitest'
import { replaceRanges } from './codePlaces.ts'
import { requireHolders } from './requireHolders.ts'

const wrapped = (text: string) => {
  const { names, beginnings, held = [] } = requireHolders(text) ?? {}
  return { names, beginnings, text: replaceRanges(text, held, (part) => `known(${part})`) }
}

test('a variable that holds require is known, and what it is called with', () => {
  expect(wrapped("var a\na = require;\na('./one' + name); a(`./two`); a('./' + name)")).toEqual({
    names: ['./two'],
    beginnings: ['./one', './'],
    text: "var a\na = known(require);\na('./one' + name); a(`./two`); a('./' + name)",
  })
})

test('what createRequire makes is known in an ES module, whatever it is called', () => {
  const text = 'import{createRequire as $e}from"node:module";const require=$e(import.meta.url);'
  expect(wrapped(`${text}require("one");$e(import.meta.url)('two')`)).toEqual({
    names: ['one', 'two'],
    beginnings: [],
    text: `${text.replace('$e(import.meta.url)', 'known($e(import.meta.url))')}require("one");known($e(import.meta.url))('two')`,
  })
  const whole =
    "import * as module from 'module'\nconst load: NodeJS.Require = module.createRequire(import.meta.url)\n"
  expect(wrapped(`${whole}load('one')`).names).toEqual(['one'])
})

test.each([
  ['a call', "const one = require('one')"],
  ['a member', 'const main = require.main'],
  ['a choice', 'const load = webpack ? other : require'],
  [
    'createRequire for another place',
    "import { createRequire } from 'module'\nconst load = createRequire(place)",
  ],
])('%s holds nothing', (_what, text) => {
  expect(requireHolders(text)).toBeUndefined()
})
