import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { compatibilityDocument } from './testing/compatibilityDocument.ts'

test('docs/compatibility.md is what the tests check and the build refuses', async () => {
  const { version } = createRequire(import.meta.url)('@azure/functions/package.json')
  await expect(compatibilityDocument(version)).toMatchFileSnapshot('../../docs/compatibility.md')
})
