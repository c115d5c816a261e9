import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functionAppName, type NameScope, storageAccountName } from './names.ts'

const scope = (project: string, stack: string, subscriptionId = 's'): NameScope => ({
  project,
  stack,
  subscriptionId,
})
const anyScope = fc.record({ project: fc.string(), stack: fc.string(), subscriptionId: fc.uuid() })

describe('storageAccountName', () => {
  it('keeps to 3-24 lower-case letters and digits, whatever the project and stack are called', () => {
    fc.assert(fc.property(anyScope, (any) => /^[a-z0-9]{3,24}$/.test(storageAccountName(any))))
  })

  it('shows which project and stack it belongs to', () => {
    expect(storageAccountName(scope('Shop.API', 'dev'))).toMatch(/^stshopapidev[a-z0-9]{8}$/)
  })

  it('differs between two stacks that look alike', () => {
    expect(storageAccountName(scope('shop', 'a-b'))).not.toBe(storageAccountName(scope('shop', 'ab')))
  })
})

describe('functionAppName', () => {
  it('is a DNS label of at most 32 characters, so that the host id is never cut', () => {
    fc.assert(
      fc.property(anyScope, (any) => /^(?=.{2,32}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(functionAppName(any))),
    )
  })

  it('differs between subscriptions', () => {
    expect(functionAppName(scope('shop', 'dev', 'a'))).not.toBe(functionAppName(scope('shop', 'dev', 'b')))
  })
})
