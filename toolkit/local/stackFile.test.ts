import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { requireYaml, withConfig } from './stackFile.ts'

it('options take the place of settings and leave the rest as it is', () => {
  const file = [
    'config: # of localhost',
    '  azure-native:location: westeurope',
    '  app:plan: flex',
    'encryptionsalt: v1:x',
    '',
  ]
  expect(
    withConfig(file.join('\n'), { 'app:plan': 'premium', 'app:handler': '/a b/"c"', 'app:tags': undefined }),
  ).toBe(
    [
      'config:',
      '  # of localhost',
      '  azure-native:location: westeurope',
      '  app:plan: premium',
      '  app:handler: /a b/"c"',
      'encryptionsalt: v1:x',
      '',
    ].join('\n'),
  )
})

it('a file without settings gets some', () => {
  for (const file of ['', 'config:\n', 'config: {}\n']) {
    expect(withConfig(file, { 'app:plan': 'flex' })).toMatch(/^config:\s+(\{ )?app:plan: flex( \})?\n$/)
  }
})

describe('requireYaml', () => {
  const written = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'yaml-')), 'Pulumi.local.yaml')
    onTestFinished(() => rmSync(dirname(file), { recursive: true }))
    writeFileSync(file, text)
    return file
  }

  it.each(['', '# nothing\n', 'config:\n', 'config:\n  app:plan: flex\n', 'name: shop\n'])(
    'takes %j',
    (text) => {
      expect(() => requireYaml(written(text))).not.toThrow()
    },
  )

  it('takes a file that is not there: Pulumi makes it', () => {
    expect(() => requireYaml('/nowhere/Pulumi.local.yaml')).not.toThrow()
  })

  it.each([
    ['name: [x\n', /Flow sequence in block collection must be .* at line 2, column 1:/],
    ['- x\n', /it has to be keys with values, also below config\./],
    ['config: [x]\n', /it has to be keys with values, also below config\./],
  ])('refuses %j with the name of the file and the place', (text, reason) => {
    const file = written(text)
    expect(() => requireYaml(file)).toThrow(
      expect.objectContaining({
        code: 'yaml-invalid',
        message: expect.stringMatching(
          new RegExp(`^${file} cannot be read: ${reason.source}[^]*\nMend it and run the command again.$`),
        ),
      }),
    )
  })
})
