import { closeSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { UserError } from './userError.ts'

/** Refuses what Azure's Linux on x64 could not start. Contract 13.1 no. 24 */
export function checkExecutable(file: string): void {
  const problem = executableProblem(file)
  if (problem === undefined) return
  throw new UserError(
    'executable-refused',
    `${file} could not be started on Azure, which runs Linux on x64: ${basename(file)} ${problem}`,
  )
}

/** Why Azure's Linux on x64 could not start a file, if so. Goes on after the file's name. */
export function executableProblem(file: string): string | undefined {
  return whyNotStartable(readHead(file))
}

/** Pure: reads the beginning of a file as the kernel does. Goes on after the file's name. */
export function whyNotStartable(head: Buffer): string | undefined {
  if (head.subarray(0, 2).toString('latin1') === '#!') return whyNotInterpreted(head)
  if (head.subarray(0, 4).equals(elf)) return whyNotLoaded(head)
  const kind = foreign.find(({ magic }) =>
    magic.some((bytes) => head.subarray(0, bytes.length).equals(bytes)),
  )
  if (kind !== undefined)
    return `is built for ${kind.system}. Build it for Linux on x64, e.g. ${crossBuilds}.`
  return 'is neither an executable of Linux (ELF) nor a script that begins with #!. Build it, or give it a first line such as #!/bin/sh.'
}

const elf = Buffer.from('\x7fELF', 'latin1')
const crossBuilds =
  'GOOS=linux GOARCH=amd64, cargo build --target x86_64-unknown-linux-musl, zig -target x86_64-linux-musl'
const foreign = [
  { system: 'Windows', magic: [Buffer.from('MZ')] },
  {
    system: 'macOS',
    magic: ['cffaedfe', 'cefaedfe', 'feedfacf', 'cafebabe'].map((hex) => Buffer.from(hex, 'hex')),
  },
] as const

// https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
const [x64, executableType, sharedType] = [62, 2, 3]
const machines = new Map([
  [3, 'x86 (32 bit)'],
  [40, 'ARM (32 bit)'],
  [183, 'ARM64'],
  [243, 'RISC-V'],
])

function whyNotLoaded(head: Buffer): string | undefined {
  if (head.length < 20) return 'is cut off in its ELF header. Build it again.'
  const bigEndian = head[5] === 2
  const [type, machine] = [16, 18].map((at) => (bigEndian ? head.readUInt16BE(at) : head.readUInt16LE(at)))
  if (machine !== x64 || head[4] !== 2) {
    const name = machines.get(Number(machine)) ?? `another processor (ELF machine ${machine})`
    return `is built for ${name}. Build it for x64, e.g. ${crossBuilds}.`
  }
  if (type === executableType || type === sharedType) return undefined
  return 'is an object file, not an executable. Link it.'
}

function whyNotInterpreted(head: Buffer): string | undefined {
  const [line = ''] = head.toString('latin1').split('\n')
  if (!line.endsWith('\r')) return undefined
  return 'has line ends of Windows (CR LF), with which Linux does not find the program of its first line. Save it with LF.'
}

function readHead(file: string): Buffer {
  const head = Buffer.alloc(256)
  const descriptor = openSync(file, 'r')
  try {
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0))
  } finally {
    closeSync(descriptor)
  }
}
