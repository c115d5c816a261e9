import { expect, it } from 'vitest'
import { createThrottle } from './requestThrottle.ts'

it('works on so many at a time, keeps so many waiting, and turns the rest away', () => {
  const throttle = createThrottle(3, 2)
  const ends: (() => void)[] = []
  const started: string[] = []
  const admit = (name: string) =>
    throttle.admit((done) => {
      started.push(name)
      ends.push(done)
    })
  expect(['a', 'b', 'c', 'd'].map(admit)).toEqual([true, true, true, false])
  expect(started).toEqual(['a', 'b'])
  ends[0]?.()
  expect(started).toEqual(['a', 'b', 'c'])
  expect(admit('e')).toBe(true)
  ends[1]?.()
  ends[2]?.()
  expect(started).toEqual(['a', 'b', 'c', 'e'])
})
