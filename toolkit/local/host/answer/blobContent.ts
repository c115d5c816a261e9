import { writeDotNetJson } from '../dotNetJson.ts'
import { DotNetDate, DotNetDouble, DotNetInteger } from '../dotNetValue.ts'
import { InvocationError } from './invocationError.ts'

/** The bytes a value of a blob output becomes; scalars as .NET has them in memory. Contract 6.3. Throws InvocationError. */
export function blobContent(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return Buffer.from(value)
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0])
  if (typeof value === 'number') return int32(value | 0)
  if (value instanceof DotNetDouble) return double(value.value)
  if (value instanceof DotNetInteger) return int32(lowBits(value))
  if (value instanceof DotNetDate) throw notWritten(`the date '${value.source}'`)
  return Buffer.from(writeDotNetJson(value))
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}

/** Of an Int64, the lower half: that is what the host writes. */
function lowBits(value: DotNetInteger): number {
  const number = BigInt(value.source)
  if (BigInt.asIntN(64, number) !== number) throw notWritten(`the number ${value.source}`)
  return Number(BigInt.asIntN(32, number))
}

function notWritten(what: string): InvocationError {
  return new InvocationError(
    `A blob output cannot be ${what}: the Functions host has no bytes for it. ` +
      `Send its base64, or an object that holds it.`,
  )
}
