import { writeDotNetJson } from '../dotNetJson.ts'
import { DotNetDate, DotNetDouble } from '../dotNetValue.ts'
import { InvocationError } from './invocationError.ts'

/** The bytes a value of a blob output becomes; scalars as .NET has them in memory. Contract 6.3. Throws InvocationError. */
export function blobContent(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return Buffer.from(value)
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0])
  if (typeof value === 'number') return int32(value | 0)
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value)
    return int32(Number(BigInt.asIntN(32, value)))
  if (value instanceof DotNetDouble) return double(value.value)
  if (value instanceof DotNetDate || typeof value === 'bigint') throw notWritten(value)
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

function notWritten(value: DotNetDate | bigint): InvocationError {
  const what = value instanceof DotNetDate ? `the date '${value.source}'` : `the number ${value}`
  return new InvocationError(
    `A blob output cannot be ${what}: the Functions host has no bytes for it (contract 6.3). ` +
      `Send its base64, or an object that holds it.`,
  )
}
