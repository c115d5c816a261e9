import { describe, expect, it } from 'vitest'
import { changeSummary } from './changes.ts'

describe('changeSummary', () => {
  it('counts what was done', () => {
    expect(changeSummary({ create: 2, update: 1, replace: 1, same: 20 })).toBe(
      '2 created, 1 updated, 1 replaced',
    )
  })

  it('says when there was nothing to do', () => {
    expect(changeSummary({ same: 24 })).toBe('nothing to change (24 resources)')
  })
})
