import { expect, test } from 'vitest'
import { whyNotStartable } from './checkExecutable.ts'

const builds =
  'e.g. GOOS=linux GOARCH=amd64, cargo build --target x86_64-unknown-linux-musl, zig -target x86_64-linux-musl.'

function elf(machine: number, { type = 2, bits = 2 } = {}): Buffer {
  const head = Buffer.alloc(64)
  head.write('\x7fELF', 'latin1')
  head[4] = bits
  head[5] = 1
  head.writeUInt16LE(type, 16)
  head.writeUInt16LE(machine, 18)
  return head
}

test.each([
  ['an executable of Linux on x64', elf(62)],
  ['one that may be loaded anywhere', elf(62, { type: 3 })],
  ['a script', Buffer.from('#!/bin/sh\necho\n')],
])('%s can be started', (_, head) => {
  expect(whyNotStartable(head)).toBeUndefined()
})

test.each([
  ['of another processor', elf(183), `is built for ARM64. Build it for x64, ${builds}`],
  ['of 32 bits', elf(3, { bits: 1 }), `is built for x86 (32 bit). Build it for x64, ${builds}`],
  [
    'of x64 with 32-bit addresses',
    elf(62, { bits: 1 }),
    `is built for another processor (ELF machine 62). Build it for x64, ${builds}`,
  ],
  ['of Windows', Buffer.from('MZ\x90\x00'), `is built for Windows. Build it for Linux on x64, ${builds}`],
  [
    'of macOS',
    Buffer.from('cffaedfe0c000001', 'hex'),
    `is built for macOS. Build it for Linux on x64, ${builds}`,
  ],
  ['that is an object file', elf(62, { type: 1 }), 'is an object file, not an executable. Link it.'],
  ['that is cut off', Buffer.from('\x7fELF\x02', 'latin1'), 'is cut off in its ELF header. Build it again.'],
  [
    'that is a script from Windows',
    Buffer.from('#!/bin/sh\r\necho\r\n'),
    'has line ends of Windows (CR LF), with which Linux does not find the program of its first line. Save it with LF.',
  ],
  [
    'that is empty',
    Buffer.alloc(0),
    'is neither an executable of Linux (ELF) nor a script that begins with #!. Build it, or give it a first line such as #!/bin/sh.',
  ],
])('what is no start: a file %s', (_, head, reason) => {
  expect(whyNotStartable(head)).toBe(reason)
})
