import { expect, it } from 'vitest'
import { policyTable } from './policyTable.ts'

it('is what docs/policy.md says', async () => {
  await expect(policyTable()).toMatchFileSnapshot('../docs/policy.md')
})
