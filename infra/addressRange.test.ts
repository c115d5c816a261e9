import { expect, it } from 'vitest'
import { firstAddress, halves } from './addressRange.ts'

it.each([
  ['10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25']],
  ['10.20.0.0/16', ['10.20.0.0/17', '10.20.128.0/17']],
  ['192.168.255.128/25', ['192.168.255.128/26', '192.168.255.192/26']],
  ['255.255.255.248/29', ['255.255.255.248/30', '255.255.255.252/30']],
])('%s has the halves %j', (range, expected) => {
  expect(halves(range)).toEqual(expected)
})

it.each([
  ['10.0.0.7/24', '10.0.0.0'],
  ['10.0.0.0/24', '10.0.0.0'],
  ['172.31.255.255/12', '172.16.0.0'],
])('%s begins at %s', (range, first) => {
  expect(firstAddress(range)).toBe(first)
})
