import { expect, it } from 'vitest'
import { consoleEntry } from './consoleEntry.ts'

it.each([
  ['stdout', true, 'an error', 'information'],
  ['stderr', true, 'an error', 'error'],
  ['stderr', true, 'a WARNing of an error', 'warning'],
  ['stderr', false, 'it Failed', 'error'],
  ['stderr', false, 'a warning of an error', 'warning'],
  ['stderr', false, 'a line', 'information'],
] as const)('logs a line on %s (errors only: %s) "%s" as %s', (stream, errorsOnly, message, level) => {
  expect(consoleEntry(message, stream, errorsOnly)).toEqual({
    level,
    category: 'Host.Function.Console',
    message,
  })
})

it('sends lines with the two prefixes of the host elsewhere', () => {
  expect(consoleEntry('languageWorkerConsoleLog hi', 'stdout', true)).toEqual({
    level: 'debug',
    category: 'Host.System',
    message: ' hi',
  })
  expect(consoleEntry('azfuncjsonlog:{}', 'stdout', true)).toEqual({
    level: 'information',
    category: 'Host.Function.ToolingConsoleLog',
    message: 'azfuncjsonlog:{}',
  })
})
