import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildIdOf, stampBuildId } from './buildId.ts'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'

test('an app tells its id in a header, beside those it has', () => {
  const hostJson = { version: '2.0', Extensions: { HTTP: { customHeaders: { 'x-frame-options': 'deny' } } } }
  const app = writeFiles(temporaryFolder(), { 'host.json': JSON.stringify(hostJson), handler: 'one' })
  stampBuildId(app)
  const text = readFileSync(join(app, 'host.json'), 'utf8')
  const id = buildIdOf(text, 'host.json')
  expect(id).toMatch(/^[0-9a-f]{16}$/)
  expect(JSON.parse(text)).toEqual({
    version: '2.0',
    Extensions: { HTTP: { customHeaders: { 'x-frame-options': 'deny', 'x-build-id': id } } },
  })
})

test('equal content has an equal id, any other content another', () => {
  const ids = ['one', 'one', 'two'].map((handler) => {
    const app = writeFiles(temporaryFolder(), { 'host.json': '{"version":"2.0"}', handler })
    stampBuildId(app)
    return buildIdOf(readFileSync(join(app, 'host.json'), 'utf8'), 'host.json')
  })
  expect(ids[0]).toBe(ids[1])
  expect(ids[0]).not.toBe(ids[2])
})

test('a host.json of another build tells nothing', () => {
  expect(buildIdOf('{"version":"2.0"}', 'host.json')).toBe(undefined)
})
