import { describe, expect, test } from 'vitest'
import { formatLogLine } from './log.ts'

const origin = { category: 'user' as const, functionName: 'hello', invocationId: '4711' }

describe('a log line', () => {
  test('names the function and the invocation', () => {
    expect(formatLogLine({ ...origin, level: 'information', message: 'hi' })).toBe('hello (4711): hi')
  })

  test('without an invocation is the message', () => {
    expect(formatLogLine({ level: 'information', category: 'system', message: 'hi' })).toBe('hi')
  })

  test('is one line however many the message has', () => {
    const line = formatLogLine({ ...origin, level: 'error', message: 'Error: no\r\n    at a\n    at b' })
    expect(line).toBe('[error] hello (4711): Error: no | at a | at b')
  })

  test('is one line at every way to end a line, and has nothing after a last one', () => {
    const line = formatLogLine({ ...origin, level: 'information', message: 'a\rb\n\r\n c\n' })
    expect(line).toBe('hello (4711): a | b | c')
  })

  test('of an error never holds the letters that would make it a warning', () => {
    const line = formatLogLine({ ...origin, level: 'error', message: 'a Warning, then wArN' })
    expect(line).not.toMatch(/warn/i)
    expect(line?.replaceAll('\u2060', '')).toBe('[error] hello (4711): a Warning, then wArN')
  })

  test('of a warning holds them', () => {
    expect(formatLogLine({ ...origin, level: 'warning', message: 'late' })).toMatch(/^\[warning\] .*late$/)
  })

  test.each(['trace', 'debug', 'none'] as const)('of level %s is not written', (level) => {
    expect(formatLogLine({ ...origin, level, message: 'hi' })).toBeUndefined()
  })
})
