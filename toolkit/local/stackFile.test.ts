import { expect, it } from 'vitest'
import { withConfig } from './stackFile.ts'

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
  expect(withConfig('', { 'app:plan': 'flex' })).toBe('config:\n  app:plan: flex\n')
})
