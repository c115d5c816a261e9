import { base64Guess } from './base64Guess.ts'

/** The bytes a value of a blob output becomes. Contract 6.3 */
export function blobContent(value: unknown, dataType: unknown): Buffer {
  if (typeof value === 'string') {
    return (dataType === 'binary' ? undefined : base64Guess(value)) ?? Buffer.from(value)
  }
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 0])
  if (typeof value === 'number') return binaryNumber(value)
  return Buffer.from(JSON.stringify(value))
}

// The real host writes numbers as .NET does in memory.
function binaryNumber(value: number): Buffer {
  const isInt32 = Number.isInteger(value) && value === (value | 0)
  const bytes = Buffer.alloc(isInt32 ? 4 : 8)
  if (isInt32) bytes.writeInt32LE(value)
  else bytes.writeDoubleLE(value)
  return bytes
}
