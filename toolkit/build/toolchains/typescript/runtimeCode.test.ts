import { expect, test } from 'vitest'
import { withRuntimeCode } from './runtimeCode.ts'

const runtime = [
  { text: 'export function answer() {}\nasync function read() {}\nfunction inner() {}\n', isSpared: true },
  { text: 'export class Wire {}\nfunction read() {}\n  function answerLater() {}\n', isSpared: true },
  { text: 'export function scan() {}\nfunction inner() {}\n', isSpared: false },
]

/** The names of what a bundle lists. */
function listedIn(bundle: string): string[][] {
  const list: () => { readonly name: string }[][] = new Function(`${bundle};return functionsRuntimeCode`)()
  return list().map((codes) => codes.map(({ name }) => name))
}

test('the functions and classes of the runtime are listed, and nothing of the app', () => {
  const bundle =
    'function answer(){}async function read(){}var Wire=class{};function read2(){}function scan(){}function inner(){}' +
    'function read3(){}var App=class{};function answerLater(){}'
  expect(listedIn(withRuntimeCode(bundle, runtime))).toEqual([['answer', 'read', 'read2'], ['Wire']])
})

test('what the bundle has left out is not missed', () => {
  expect(listedIn(withRuntimeCode('function read(){}', runtime))).toEqual([['read'], []])
})

test('a bundle that cannot be read stays as it is', () => {
  expect(withRuntimeCode('function read(', runtime)).toBe('function read(')
})
