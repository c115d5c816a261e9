import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unknownHostJsonNames } from './hostJsonNames.ts'

const IGNORED = 'is not known to the Functions host, which ignores it without a word.'

test.each([
  [{ customHandlers: {} }, `'customHandlers' in host.json ${IGNORED} Did you mean 'customHandler'?`],
  [
    { extensions: { http: { routPrefix: '' } } },
    `'routPrefix' in 'extensions.http' of host.json ${IGNORED} Did you mean 'routePrefix'?`,
  ],
  [{ extensions: { queue: {} } }, `'queue' in 'extensions' of host.json ${IGNORED} Did you mean 'queues'?`],
  [
    { CustomHandler: { Description: { executable: 'x' } } },
    `'executable' in 'customHandler.description' of host.json ${IGNORED} Remove it.`,
  ],
  [
    { customHandler: { http: { routes: [{ route: 'a' }, { rout: 'b' }] } } },
    `'rout' in 'customHandler.http.routes' of host.json ${IGNORED} Did you mean 'route'?`,
  ],
  [{ routePrefix: 'v1' }, `'routePrefix' in host.json ${IGNORED} Its place is 'extensions.http'.`],
  [{ http: { routePrefix: '' } }, `'http' in host.json ${IGNORED} Its place is 'extensions'.`],
])('a name that the host does not know is told: %j', (hostJson, message) => {
  expect(unknownHostJsonNames(JSON.stringify(hostJson))).toEqual([message])
})

test.each([
  ['names in any case', '{"VERSION":"2.0","Extensions":{"HTTP":{"RoutePrefix":""}}}'],
  [
    'sections of extensions nobody listed',
    '{"extensions":{"azureMobileApps":{"x":1}},"logging":{"other":{}}}',
  ],
  [
    'categories of the log and headers',
    '{"logging":{"logLevel":{"Any":"None"}},"extensions":{"http":{"customHeaders":{"x-y":"1"}}}}',
  ],
  ['a text that is no object', '[1'],
])('%s are left alone', (_, text) => {
  expect(unknownHostJsonNames(text)).toEqual([])
})

test.each(['handler', 'examples/go', 'examples/rust', 'examples/script', 'test/samples'])(
  'the host.json of %s has known names only',
  (folder) => {
    const file = join(import.meta.dirname, '../..', folder, 'host.json')
    expect(unknownHostJsonNames(readFileSync(file, 'utf8'))).toEqual([])
  },
)
