import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isVerified, recordBinary } from './verifiedBinary.ts'

it('a binary of the cache is trusted only as long as it is what was recorded', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'cache-')), 'pulumi')
  expect(await isVerified(file)).toBe(false)
  await writeFile(file, 'binary')
  expect(await isVerified(file)).toBe(false)
  await recordBinary(file)
  expect(await isVerified(file)).toBe(true)
  await writeFile(file, 'binarx')
  expect(await isVerified(file)).toBe(false)
})
