import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { logLines } from './printLog.ts'

it('begins each line with time, level, instance and function', () => {
  const entry = {
    level: 'warning',
    category: 'x',
    message: 'one\ntwo',
    functionName: 'hello',
    instance: 2,
  } as const
  const lines = logLines(entry, new Date(2026, 0, 2, 3, 4, 5))
  expect(stripVTControlCharacters(lines)).toBe('03:04:05 warn  [2] hello: one\n03:04:05 warn  [2] hello: two')
})
