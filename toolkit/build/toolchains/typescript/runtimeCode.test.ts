import { expect, test } from 'vitest'
import { withRuntimeCode } from './runtimeCode.ts'

/** The names of what a bundle lists of its code, of which that in lines with this comment is the runtime's. */
function listedIn(bundle: string): string[][] {
  const lines = bundle.split('\n')
  const isSpared = (line: number, column: number) =>
    /^(?:async )?(?:function|\w+=class)/.test(lines[line]?.slice(column) ?? '') &&
    lines[line]?.endsWith('//runtime') === true
  const told = withRuntimeCode(bundle, isSpared)
  const list: () => { readonly name: string }[][] = new Function(`${told};return functionsRuntimeCode`)()
  return list().map((codes) => codes.map(({ name }) => name))
}

test('the functions and classes of the runtime are listed, and nothing of the app', () => {
  const bundle =
    'function answer(){}async function read(){}var Wire=class{};//runtime\n' +
    'function read2(){}var App=class{};\nvar text=`\n`;function read3(){}function* all(){function inner(){}}//runtime\n'
  expect(listedIn(bundle)).toEqual([['answer', 'read', 'read3', 'all'], ['Wire']])
})

test('a bundle that cannot be read stays as it is', () => {
  expect(withRuntimeCode('function read(', () => true)).toBe('function read(')
})
