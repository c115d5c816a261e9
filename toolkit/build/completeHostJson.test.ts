import { expect, test } from 'vitest'
import { completeHostJson } from './completeHostJson.ts'

const complete = (text: string | undefined) => JSON.parse(completeHostJson(text).text)

test('a folder without host.json gets version, bundle and handler', () => {
  expect(complete(undefined)).toEqual({
    version: '2.0',
    extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
    customHandler: {
      description: { defaultExecutablePath: 'handler' },
      enableForwardingHttpRequest: true,
      enableProxyingHttpRequest: true,
    },
  })
})

test('what the file says is kept, whatever the case of its keys', () => {
  const given = {
    version: '2.0',
    ExtensionBundle: { id: 'Other', version: '1' },
    CustomHandler: { Description: { DefaultExecutablePath: 'handler' } },
    logging: { logLevel: { default: 'Debug' } },
  }
  expect(complete(`\uFEFF${JSON.stringify(given)}`)).toEqual(given)
})

test('what is no object is left for the host to complain about', () => {
  expect(completeHostJson('[1')).toEqual({ text: '[1' })
})

test('a customHandler that is added is said aloud, one that is given is not', () => {
  expect(completeHostJson('{"version":"2.0"}').notice).toBe(
    'host.json has no customHandler, without which Azure would not start the executable: the app gets one, ' +
      'with forwarding and proxying on. Write it into host.json to choose for yourself',
  )
  const given = '{"customHandler":{"description":{"defaultExecutablePath":"handler"}}}'
  expect(completeHostJson(given).notice).toBeUndefined()
})

test('an empty customHandler is as good as none, for the host as for the build', () => {
  expect(complete('{"version":"2.0","CustomHandler":{}}')).toEqual(complete('{"version":"2.0"}'))
})
