import { expect, it } from 'vitest'
import { hostUsage, parseHostOptions } from './hostOptions.ts'

it('takes an app folder and a port', () => {
  expect(parseHostOptions(['dist/app', '--port', '0'])).toMatchObject({ directory: 'dist/app', port: 0 })
  expect(parseHostOptions([])).toMatchObject({ help: false, directory: undefined, port: undefined })
})

it.each([
  [['a', 'b'], `One app folder at a time: 'a', 'b' are 2.`],
  [['--port', '65536'], `--port is '65536': it has to be a whole number from 0 to 65535.`],
  [['--port', '-1'], `Option '--port' argument is ambiguous.`],
  [['--ports', '1'], `Unknown option '--ports'.`],
])('refuses %j with the reason and the usage', (args, reason) => {
  expect(() => parseHostOptions(args)).toThrow(
    expect.objectContaining({ code: 'option-invalid', message: `${reason}\n\n${hostUsage}` }),
  )
})
