import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { embedBlob } from './embedBlob.ts'
import { nodePath } from './tools.ts'

const blob = Buffer.from('not a multiple of four')

test('the blob is a note in memory behind everything else, and the notes that were there stay', () => {
  const node = readFileSync(nodePath())
  const executable = embedBlob(node, blob)
  const [before, after] = [segments(node), segments(executable)]
  const [note] = after.filter(({ type }) => type === 'note')
  const loads = after.filter(({ type }) => type === 'load')
  expect(loads.slice(0, -1)).toEqual(before.filter(({ type }) => type === 'load'))
  expect(loads.at(-1)).toEqual({ ...note, type: 'load' })
  expect(note?.address).toBeGreaterThan(Math.max(...loads.slice(0, -1).map(({ end }) => end)) - 1)
  const notes = executable.subarray(note?.offset)
  const [former] = before.filter(({ type }) => type === 'note')
  expect(notes.indexOf(node.subarray(former?.offset, (former?.offset ?? 0) + (former?.size ?? 0)))).toBe(0)
  expect(notes.includes(`NODE_SEA_BLOB\0\0\0${blob}`)).toBe(true)
  expect(executable.includes('NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:1')).toBe(true)
})

test('what is no Node.js for Linux is refused', () => {
  expect(() => embedBlob(Buffer.alloc(4096), blob)).toThrow(
    'This Node.js is no executable for Linux of the kind that can take a blob.',
  )
  expect(() => embedBlob(embedBlob(readFileSync(nodePath()), blob), blob)).toThrow(
    'This Node.js has no room for the blob: it is already a single executable, or built in another way.',
  )
})

interface Segment {
  readonly type: string
  readonly offset: number
  readonly address: number
  readonly end: number
  readonly size: number
}

// Read on its own from the specification of the format.
function segments(elf: Buffer): Segment[] {
  return Array.from({ length: elf.readUInt16LE(56) }, (_, index) => {
    const at = 64 + index * 56
    const address = Number(elf.readBigUInt64LE(at + 16))
    return {
      type: { 1: 'load', 4: 'note' }[elf.readUInt32LE(at)] ?? 'other',
      offset: Number(elf.readBigUInt64LE(at + 8)),
      address,
      end: address + Number(elf.readBigUInt64LE(at + 40)),
      size: Number(elf.readBigUInt64LE(at + 32)),
    }
  })
}
