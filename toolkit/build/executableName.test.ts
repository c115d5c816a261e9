import { expect, test } from 'vitest'
import { executableName } from './executableName.ts'
import { parseHostJson } from './hostJson.ts'
import { messageOf } from './testing/messageOf.ts'

const named = (description: object) =>
  executableName(
    parseHostJson(JSON.stringify({ version: '2.0', customHandler: { description } }), 'host.json'),
  )

test('the executable is called as host.json says, in the folder it says', () => {
  expect(named({ defaultExecutablePath: 'app' })).toBe('app')
  expect(named({ defaultExecutablePath: 'bin/app' })).toBe('bin/app')
  expect(named({ defaultExecutablePath: 'app', workerDirectory: 'bin' })).toBe('bin/app')
})

test.each(['./handler', '/usr/bin/go', '../handler', '%HOME%/handler', 'bin\\handler'])(
  'a name that is not plainly a file of the app is refused: %s',
  async (path) => {
    expect(await messageOf(() => named({ defaultExecutablePath: path }))).toBe(
      `host.json starts "${path}", but the build writes the executable into the app folder, and Core Tools mark only a ` +
        'file executable that is called exactly so. Set customHandler.description.defaultExecutablePath to its plain ' +
        'name, e.g. "handler".',
    )
  },
)
