import { expect, test } from 'vitest'
import { chooseRelease } from './chooseRelease.ts'
import type { Release } from './release.ts'

const release = (digits: string, day: number, deployed: boolean): Release => ({
  hash: digits.padEnd(64, '0'),
  size: 12_345_678,
  uploadedAt: new Date(Date.UTC(2026, 10, day, 8, 30)),
  deployedAt: deployed ? new Date(Date.UTC(2026, 10, day, 9, 0)) : undefined,
})
const releases = [release('abc1', 1, true), release('abc2', 2, true), release('def', 3, false)]

test('the first digits name a package, in either case', () => {
  expect(chooseRelease('DEF', releases)).toBe(releases[2])
  expect(chooseRelease(`abc1${'0'.repeat(60)}`, releases)).toBe(releases[0])
})

test('an unknown hash is refused with the packages there are, the running one first', () => {
  expect(() => chooseRelease('123456', releases)).toThrow(
    expect.objectContaining({
      code: 'release-unknown',
      message: `app:release is 123456, but no package with this hash is kept: this stack keeps
  abc2${'0'.repeat(60)}  deployed 2026-11-02 09:00 UTC   12.3 MB  running
  abc1${'0'.repeat(60)}  deployed 2026-11-01 09:00 UTC   12.3 MB
  def${'0'.repeat(61)}  uploaded 2026-11-03 08:30 UTC   12.3 MB
Set one of those, or remove the setting to deploy the handler folder: \`pulumi config rm app:release\`.`,
    }),
  )
})

test('digits that begin two hashes are refused with both', () => {
  expect(() => chooseRelease('abc', releases)).toThrow(
    expect.objectContaining({
      code: 'release-ambiguous',
      message: `app:release is abc, which begins the hash of 2 packages:
  abc2${'0'.repeat(60)}  deployed 2026-11-02 09:00 UTC   12.3 MB  running
  abc1${'0'.repeat(60)}  deployed 2026-11-01 09:00 UTC   12.3 MB
Give more digits.`,
    }),
  )
})

test('a stack without packages says so', () => {
  expect(() => chooseRelease('abc', [])).toThrow(
    'app:release is abc, but no package with this hash is kept: this stack keeps no package yet.\nSet one of',
  )
})
