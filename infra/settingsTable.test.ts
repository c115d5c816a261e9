import { expect, it } from 'vitest'
import { settingsJsonSchema } from './settingsJsonSchema.ts'
import { settingsTable } from './settingsTable.ts'

it('docs/settings.md is what the schemas say', async () => {
  await expect(settingsTable()).toMatchFileSnapshot('../docs/settings.md')
})

it('docs/settings.schema.json is what the schemas say', async () => {
  await expect(settingsJsonSchema()).toMatchFileSnapshot('../docs/settings.schema.json')
})
