/**
 * Puts a single executable application's blob into a copy of Node.js for Linux, as Node.js looks for it: in a
 * note called NODE_SEA_BLOB that is loaded into memory, with the fuse set that says it is there. Symbols, which
 * nothing needs at run time, are left out. Equal input makes equal bytes.
 */
export function embedBlob(node: Buffer, blob: Buffer): Buffer {
  const headers = readProgramHeaders(node)
  const loads = headers.filter(({ type }) => type === PT_LOAD)
  const former = headers.find(({ type }) => type === PT_NOTE)
  if (former === undefined) throw new Error('This Node.js has no note segment that could take the blob.')
  const notes = Buffer.concat([
    node.subarray(former.offset, former.offset + former.fileSize),
    note('NODE_SEA_BLOB', blob),
  ])
  // After everything that is loaded, in the file and in memory. Sections (symbols) lie behind it in the file.
  const offset = toPage(Math.max(...loads.map((load) => load.offset + load.fileSize)))
  const address = toPage(Math.max(...loads.map((load) => load.address + load.memorySize)))
  const place = { flags: PF_R, offset, address, fileSize: notes.length, memorySize: notes.length }
  const executable = Buffer.alloc(offset + notes.length)
  node.copy(executable, 0, 0, offset)
  notes.copy(executable, offset)
  // The table cannot grow where it is. The entry that describes the table itself serves executables that may
  // be loaded at any address, which this one may not.
  const kept = headers.filter((header) => header.type !== PT_PHDR && header !== former)
  const last = kept.findLastIndex(({ type }) => type === PT_LOAD)
  writeProgramHeaders(executable, [
    ...kept.slice(0, last + 1),
    { type: PT_LOAD, ...place, align: pageSize },
    ...kept.slice(last + 1),
    { type: PT_NOTE, ...place, align: 4 },
  ])
  dropSections(executable)
  setFuse(executable)
  return executable
}

const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:'
const pageSize = 4096
const [PT_LOAD, PT_NOTE, PT_PHDR] = [1, 4, 6]
const PF_R = 4

/** An entry of the table that says what is loaded where; sizes and places in bytes. */
interface ProgramHeader {
  readonly type: number
  readonly flags: number
  readonly offset: number
  readonly address: number
  readonly fileSize: number
  readonly memorySize: number
  readonly align: number
}

const [tableOffset, entrySize] = [64, 56]

function readProgramHeaders(elf: Buffer): ProgramHeader[] {
  // 64 bits, little-endian, for one fixed address, with the table right behind the file's header.
  const isKnown =
    elf.subarray(0, 6).equals(Buffer.from('\x7fELF\x02\x01')) &&
    elf.readUInt16LE(16) === 2 &&
    Number(elf.readBigUInt64LE(32)) === tableOffset &&
    elf.readUInt16LE(54) === entrySize
  if (!isKnown) throw new Error('This Node.js is no executable for Linux of the kind that can take a blob.')
  return Array.from({ length: elf.readUInt16LE(56) }, (_, index) => {
    const at = tableOffset + index * entrySize
    const long = (position: number) => Number(elf.readBigUInt64LE(at + position))
    return {
      type: elf.readUInt32LE(at),
      flags: elf.readUInt32LE(at + 4),
      offset: long(8),
      address: long(16),
      fileSize: long(32),
      memorySize: long(40),
      align: long(48),
    }
  })
}

function writeProgramHeaders(elf: Buffer, headers: readonly ProgramHeader[]): void {
  if (headers.length !== elf.readUInt16LE(56))
    throw new Error(
      'This Node.js has no room for the blob: it is already a single executable, or built in another way.',
    )
  for (const [index, { type, flags, offset, address, fileSize, memorySize, align }] of headers.entries()) {
    const at = tableOffset + index * entrySize
    elf.writeUInt32LE(type, at)
    elf.writeUInt32LE(flags, at + 4)
    for (const [position, value] of [offset, address, address, fileSize, memorySize, align].entries())
      elf.writeBigUInt64LE(BigInt(value), at + 8 + position * 8)
  }
}

function dropSections(elf: Buffer): void {
  elf.writeBigUInt64LE(0n, 40)
  elf.writeUInt16LE(0, 60)
  elf.writeUInt16LE(0, 62)
}

function setFuse(elf: Buffer): void {
  const at = elf.indexOf(`${fuse}0`)
  if (at === -1 || elf.includes(fuse, at + 1))
    throw new Error('This Node.js cannot become a single executable: it has no fuse for that.')
  elf.write('1', at + fuse.length)
}

function note(name: string, content: Buffer): Buffer {
  const label = Buffer.from(`${name}\0`)
  const header = Buffer.alloc(12)
  header.writeUInt32LE(label.length, 0)
  header.writeUInt32LE(content.length, 4)
  return Buffer.concat([header, padded(label), padded(content)])
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}

function toPage(value: number): number {
  return Math.ceil(value / pageSize) * pageSize
}
