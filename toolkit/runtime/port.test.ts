import { expect, test } from 'vitest'
import { readPort } from './port.ts'

test('the port is read from the host', () => {
  expect(readPort({ FUNCTIONS_CUSTOMHANDLER_PORT: '7072' })).toBe(7072)
})

test('a missing port is explained', () => {
  expect(readPort({})).toBe(
    'FUNCTIONS_CUSTOMHANDLER_PORT is not set. The Functions host sets it; ' +
      'to run the handler by hand, set it to a free port.',
  )
})

test.each(['', '0', '65536', '80a', '-1', '1.5'])('%j is no port', (text) => {
  expect(readPort({ FUNCTIONS_CUSTOMHANDLER_PORT: text })).toContain(`is "${text}", which is no port.`)
})
