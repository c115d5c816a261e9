import { expect, test } from 'vitest'
import { withClassNames } from './classNames.ts'

/** The name that code sees of the class it is the last value of. */
const nameIn = (code: string): unknown => new Function(`${withClassNames(code)};return Made.name`)()

test.each([
  ['Made', 'var Made=class _Made{make(){return new _Made()}};'],
  ['Made', 'class A{};var Made=class _Made extends A{};'],
  ['Other', 'var Other2=class _Other{},Made=Other2;'],
  // Its own, whatever the class is called.
  ['mine', 'var Made=class _Made{static name="mine"};'],
  ['_Inner', 'var Made=class _Inner{};'],
])('a class is called %s: %s', (name, code) => {
  expect(nameIn(code)).toBe(name)
})
