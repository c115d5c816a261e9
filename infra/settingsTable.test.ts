import { expect, it } from 'vitest'
import { settingsTable } from './settingsTable.ts'

it('docs/settings.md is what the schema says', async () => {
  await expect(settingsTable()).toMatchFileSnapshot('../docs/settings.md')
})
