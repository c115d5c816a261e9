import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latestFirst, type Release } from './release.ts'
import { releasesToPrune } from './releasesToPrune.ts'

const releases = fc.uniqueArray(
  fc.record({
    hash: fc.stringMatching(/^[0-9a-f]{64}$/),
    size: fc.nat(),
    uploadedAt: fc.date({ noInvalidDate: true }),
    deployedAt: fc.option(fc.date({ min: new Date(1), noInvalidDate: true }), { nil: undefined }),
  }),
  { selector: ({ hash }) => hash },
)

const hashes = (list: readonly Release[]) => list.map(({ hash }) => hash)

test('the oldest go, and so many stay', () => {
  const day = (date: number): Release => ({
    hash: String(date),
    size: 1,
    uploadedAt: new Date(Date.UTC(2026, 0, date)),
    deployedAt: undefined,
  })
  expect(hashes(releasesToPrune([day(1), day(3), day(2), day(4)], 2, []))).toEqual(['2', '1'])
})

test('neither the running package, nor the one before, nor a needed one ever goes', () => {
  fc.assert(
    fc.property(releases, fc.integer({ min: 0, max: 5 }), fc.nat(), (all, keep, pick) => {
      const needed = all.length > 0 ? [all[pick % all.length]?.hash ?? ''] : []
      const gone = hashes(releasesToPrune(all, keep, needed))
      const stays = [...hashes(latestFirst(all)).slice(0, 2), ...needed]
      expect(gone.filter((hash) => stays.includes(hash))).toEqual([])
    }),
  )
})
