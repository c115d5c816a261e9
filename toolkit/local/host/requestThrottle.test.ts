import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { createThrottle } from './requestThrottle.ts'

function throttled(maxOutstanding: number, maxConcurrent: number) {
  const throttle = createThrottle(maxOutstanding, maxConcurrent)
  const responses = new Map<string, EventEmitter>()
  const started: string[] = []
  return {
    started,
    admit(name: string) {
      const response = new EventEmitter()
      responses.set(name, response)
      return throttle.admit(response, () => started.push(name))
    },
    close: (name: string) => responses.get(name)?.emit('close'),
  }
}

it('works on so many at a time, keeps so many waiting, and turns the rest away', () => {
  const { admit, close, started } = throttled(3, 2)
  expect(['a', 'b', 'c', 'd'].map(admit)).toEqual([true, true, true, false])
  expect(started).toEqual(['a', 'b'])
  close('a')
  expect(started).toEqual(['a', 'b', 'c'])
  expect(admit('e')).toBe(true)
  close('b')
  close('c')
  expect(started).toEqual(['a', 'b', 'c', 'e'])
})

it('forgets a client that leaves before its turn', () => {
  const { admit, close, started } = throttled(2, 1)
  expect(['a', 'b', 'c'].map(admit)).toEqual([true, true, false])
  close('b')
  expect(admit('d')).toBe(true)
  close('a')
  expect(started).toEqual(['a', 'd'])
  close('d')
  admit('e')
  expect(started).toEqual(['a', 'd', 'e'])
})
