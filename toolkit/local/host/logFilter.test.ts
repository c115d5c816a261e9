import { expect, it } from 'vitest'
import { parseLogLevels } from '../../build/logLevels.ts'
import type { LogEntry } from './logEntry.ts'
import { filterLog } from './logFilter.ts'

function passed(levels: object, ...entries: [LogEntry['level'], string][]): string[] {
  const found: string[] = []
  const log = filterLog(({ message }) => found.push(message), parseLogLevels(levels))
  for (const [level, category] of entries) log({ level, category, message: `${level} ${category}` })
  return found
}

it('passes information and what is worse where nothing is said', () => {
  expect(passed({}, ['debug', 'Host.Startup'], ['information', 'Host.Startup'], ['error', 'x'])).toEqual([
    'information Host.Startup',
    'error x',
  ])
})

it('goes by the longest beginning of the category, whole names only', () => {
  const levels = {
    default: 'Error',
    Function: 'warning',
    'Function.hello': 'None',
    'function.hello.user': 'Debug',
  }
  expect(
    passed(
      levels,
      ['warning', 'Host.Startup'],
      ['warning', 'Function.other'],
      ['error', 'Function.hello'],
      ['debug', 'Function.hello.User'],
      ['information', 'FunctionX'],
    ),
  ).toEqual(['warning Function.other', 'debug Function.hello.User'])
})

it('refuses a level that does not exist', () =>
  expect(() => parseLogLevels({ default: 'Loud' })).toThrow(
    `'Loud' is an invalid value for host.json 'logging.logLevel.default'. Use Trace, Debug, Information, Warning, Error, Critical or None.`,
  ))
