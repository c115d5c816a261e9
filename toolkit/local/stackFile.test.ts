import { expect, it } from 'vitest'
import { withConfig } from './stackFile.ts'

const file = [
  'config:',
  '  azure-native:location: westeurope',
  '  app:plan: flex',
  'encryptionsalt: v1:x',
  '',
].join('\n')

it('options take the place of settings and leave the rest as it is', () => {
  expect(withConfig(file, { 'app:plan': 'premium', 'app:handler': '/a b/"c"', 'app:tags': undefined })).toBe(
    [
      'config:',
      '  app:plan: "premium"',
      '  app:handler: "/a b/\\"c\\""',
      '  azure-native:location: westeurope',
      'encryptionsalt: v1:x',
      '',
    ].join('\n'),
  )
})
