import { expect, test } from 'vitest'
import { postpone } from './postpone.ts'

const names = new Set(['later', 'Later'])

/** What a program returns. */
function resultOf(program: string): unknown {
  return new Function(program)()
}

test('what is named is made at its first use, and once', () => {
  const program =
    'function now(){return later(1)}function later(n){return n+1}return[now(),later(2),later===later];'
  const postponed = postpone(program, names)
  expect(postponed).toBe(
    'function now(){return (__later().later)(1)}return[now(),(__later().later)(2),' +
      '(__later().later)===(__later().later)];;var __later_;function __later(){return __later_??=(()=>{' +
      'function later(n){return n+1};return{later}})()}\n',
  )
  expect(resultOf(postponed)).toEqual([2, 3, true])
})

test.each([
  [
    'a member of an object',
    'function later(){return 1}return[{later}.later(),{later:2}.later,{a:later}.a()]',
  ],
  ['a class', 'var Later=class{value=3};var a=new Later,b=new Later();return[a.value,b instanceof Later]'],
  ['a class that another extends', 'var Later=class{a=1};var B=class extends Later{};return new B().a'],
  ['each other', 'function later(){return new Later().a}var Later=class{a=later.length};return later()'],
  [
    'labels and members',
    'function later(){return 1}var o={later:5};later:for(;;)break later;return o.later+later()',
  ],
  ['new.target', 'function later(){return new.target}return later()'],
  ['a generator', 'function*later(){yield 1}return[...later()]'],
  ['text', "function later(){return 1}return'later'+later()"],
  ['what is never used', 'function later(){return 1}return 5'],
])('a program does the same with %s', (_what, program) => {
  const postponed = postpone(program, names)
  expect(postponed).toContain('function __later()')
  expect(resultOf(postponed)).toEqual(resultOf(program))
})

test.each([
  ['assigned to', 'function later(){return 1}later=()=>2;return later()'],
  ['declared again as a parameter', 'function later(){return 1}return((later)=>later)(4)+later()'],
  ['taken out of an object', 'function later(){return 1}{let{later}={later:2};return later}'],
  ['taken out of a list', 'function later(){return 1}{let[later]=[2];return later}'],
  ['caught', 'function later(){return 1}try{throw 3}catch(later){return later}'],
  ['counted', 'var Later=class{};Later++;return Later'],
  ['called for an object', 'function later(){return this.a}return later.call({a:6})'],
  ['inside of another', 'function outer(){function later(){return 1}return later()}return outer()'],
  ['named in a text', 'function later(){return 1}return eval("later()")'],
  ['a class that does something', 'var n=0;var Later=class{static{n=1}};return n'],
  ['a class with a value', 'var n=0;var Later=class{static a=n++};return n'],
  ['a class made of something', 'var n=0;var Later=class extends(n=1,Object){};return n'],
  ['no class', 'var later=5;return later'],
])('what is %s stays where it is', (_what, program) => {
  expect(postpone(program, names)).toBe(program)
})

test('a program may be deeper than a stack', () => {
  const postponed = postpone(`function later(){return 1}return later()${'.a'.repeat(100_000)}`, names)
  expect(postponed).toContain('return (__later().later)()')
})

test('what cannot be read stays as it is', () => {
  expect(postpone('function later( {', names)).toBe('function later( {')
})
