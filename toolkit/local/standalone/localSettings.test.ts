import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readLocalSettings } from './localSettings.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'settings-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const write = (text: string) => writeFileSync(join(directory, 'local.settings.json'), text)

it('has nothing to say where there is no file', () =>
  expect(readLocalSettings(directory)).toEqual({
    values: {},
    port: undefined,
    cors: [],
    corsCredentials: false,
  }))

it('reads values, connection strings and the port', () => {
  write(
    JSON.stringify({
      IsEncrypted: false,
      Values: { GREETING: 'hi', COUNT: 3, FLAG: true },
      ConnectionStrings: { Shop: 'a=b', Bus: { ConnectionString: 'c=d', ProviderName: 'x' } },
      Host: { LocalHttpPort: 8080, CORS: 'http://a.example, http://b.example' },
    }),
  )
  expect(readLocalSettings(directory)).toEqual({
    values: {
      GREETING: 'hi',
      COUNT: '3',
      FLAG: 'True',
      ConnectionStrings__Shop: 'a=b',
      ConnectionStrings__Bus: 'c=d',
    },
    port: 8080,
    cors: ['http://a.example', 'http://b.example'],
    corsCredentials: false,
  })
})

it('reads what the Functions tools read, too: names in any case, numbers as text, null for no setting', () => {
  write('{"values": {"A": "a", "B": null}, "HOST": {"localhttpport": "8080", "CorsCredentials": "True"}}')
  expect(readLocalSettings(directory)).toEqual({
    values: { A: 'a' },
    port: 8080,
    cors: [],
    corsCredentials: true,
  })
})

const FORM =
  '{"IsEncrypted": false, "Values": {"NAME": "text"}, "Host": {"LocalHttpPort": 7071, "CORS": "*"}}'

it.each([
  ['{"IsEncrypted": true}', 'its values are encrypted. Run `func settings decrypt` in the app folder first.'],
  [
    '{"Values": {"A": {}}, "Host": {"LocalHttpPort": "x", "CORS": ["*"], "CORSCredentials": 1}}',
    `it is not of the form the Functions tools write, ${FORM}:\n  Values.A: a setting is a text, a number, true or false\n  Host.LocalHttpPort: use a number from 0 to 65535\n  Host.CORS: use a text: origins with commas between them\n  Host.CORSCredentials: use true or false`,
  ],
])('refuses %s', (text, reason) => {
  write(text)
  expect(() => readLocalSettings(directory)).toThrow(
    expect.objectContaining({
      code: 'local-settings-invalid',
      message: `${join(directory, 'local.settings.json')} cannot be used: ${reason}`,
    }),
  )
})

it('names the place of a mistake in the JSON', () => {
  write('{"Values": }')
  expect(() => readLocalSettings(directory)).toThrow(
    /local\.settings\.json cannot be used: it is no JSON: .+\. Mend it, or write \{"IsEncrypted"/,
  )
})
