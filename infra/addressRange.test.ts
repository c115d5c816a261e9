import { expect, it } from 'vitest'
import { firstAddress, type Quarter, quarterOf } from './addressRange.ts'

const quarters: readonly Quarter[] = [0, 1, 2, 3]

it.each([
  ['10.0.0.0/24', ['10.0.0.0/26', '10.0.0.64/26', '10.0.0.128/26', '10.0.0.192/26']],
  ['10.20.0.0/16', ['10.20.0.0/18', '10.20.64.0/18', '10.20.128.0/18', '10.20.192.0/18']],
  [
    '192.168.255.128/26',
    ['192.168.255.128/28', '192.168.255.144/28', '192.168.255.160/28', '192.168.255.176/28'],
  ],
])('%s has the quarters %j', (range, expected) => {
  expect(quarters.map((quarter) => quarterOf(range, quarter))).toEqual(expected)
})

it.each([
  ['10.0.0.7/24', '10.0.0.0'],
  ['10.0.0.0/24', '10.0.0.0'],
  ['172.31.255.255/12', '172.16.0.0'],
])('%s begins at %s', (range, first) => {
  expect(firstAddress(range)).toBe(first)
})
