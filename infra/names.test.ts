import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { functionAppName, type NameScope, storageAccountName } from './names.ts'

const scope = (project: string, stack: string, subscriptionId = 's'): NameScope => ({
  project,
  stack,
  subscriptionId,
})
const anyScope = fc.record({ project: fc.string(), stack: fc.string(), subscriptionId: fc.uuid() })
// What Pulumi takes as the name of a project or a stack.
const pulumiName = fc.stringMatching(/^[A-Za-z0-9_.-]{1,100}$/)
const pulumiScope = fc.record({ project: pulumiName, stack: pulumiName, subscriptionId: fc.uuid() })
const awkward = [
  ['x', 'y'],
  ['-', '.'],
  ['___', '---'],
  ['1.2.3', '0'],
  ['ÄÖÜ', 'é'],
  ['日本', '本番'],
  ['A'.repeat(100), 'B'.repeat(100)],
  ['Shop.API_v2', 'feature-login.42'],
  ['shop', 'xn--dev'],
] as const

describe('storageAccountName', () => {
  it('keeps to 3-24 lower-case letters and digits, whatever the project and stack are called', () => {
    fc.assert(fc.property(anyScope, (any) => /^[a-z0-9]{3,24}$/.test(storageAccountName(any))))
  })

  it.each(awkward)('of project %s, stack %s is one', (project, stack) => {
    expect(storageAccountName(scope(project, stack))).toMatch(/^st[a-z0-9]{1,22}$/)
  })

  it('is the same every time, and no two stacks share one', () => {
    fc.assert(
      fc.property(pulumiScope, pulumiScope, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other)
        return (storageAccountName({ ...one }) === storageAccountName(other)) === same
      }),
    )
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

  it.each(awkward)('of project %s, stack %s is one', (project, stack) => {
    expect(functionAppName(scope(project, stack))).toMatch(/^func(-[a-z0-9]+)+$/)
    expect(functionAppName(scope(project, stack)).length).toBeLessThanOrEqual(32)
  })

  it('has no part that only a punycode label may begin with', () => {
    fc.assert(fc.property(pulumiScope, (any) => !functionAppName(any).includes('--')))
  })

  it('differs between stacks of one project whose names are cut alike', () => {
    const long = 'a-very-long-project-name'
    expect(functionAppName(scope(long, 'dev'))).not.toBe(functionAppName(scope(long, 'prod')))
  })

  it('differs between subscriptions', () => {
    expect(functionAppName(scope('shop', 'dev', 'a'))).not.toBe(functionAppName(scope('shop', 'dev', 'b')))
  })
})
