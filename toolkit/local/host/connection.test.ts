import { describe, expect, it } from 'vitest'
import { connectionString } from './connection.ts'

describe('connectionString', () => {
  it.each([
    [undefined, { AzureWebJobsStorage: 'a' }, 'a'],
    ['', { AzureWebJobsStorage: 'a' }, 'a'],
    ['Shop', { Shop: 'plain', AzureWebJobsShop: 'prefixed' }, 'prefixed'],
    ['Shop', { Shop: 'plain' }, 'plain'],
    ['Shop', { Shop: 'plain', ConnectionStrings__Shop: 'section' }, 'section'],
    ['shop', { SHOP: 'any case' }, 'any case'],
    ['AzureWebJobsStorage', { AzureWebJobsStorage: 'a' }, 'a'],
  ])('looks up %j in %j', (name, environment: Record<string, string>, found) =>
    expect(connectionString(name, environment)).toBe(found),
  )

  it('says which app setting is missing', () => {
    expect(() => connectionString('Shop', { Shop__serviceUri: 'x' })).toThrow(
      expect.objectContaining({
        code: 'connection-missing',
        message: `Storage account connection string 'Shop' does not exist. Make sure that it is a defined App Setting. Identity-based settings such as Shop__serviceUri do not work on localhost: set a connection string.`,
      }),
    )
  })
})
