import * as pulumi from '@pulumi/pulumi'
import { expect, it } from 'vitest'
import { parseSettings } from './parseSettings.ts'
import { inSomeRegion } from './testing/inSomeRegion.ts'
import { userAppSettings } from './userAppSettings.ts'

it("the user's app settings are secrets of the state", async () => {
  const settings = parseSettings({ ...inSomeRegion, 'app:appSettings': '{"PASSWORD":"hunter2"}' })
  const { PASSWORD } = userAppSettings(settings)
  expect(PASSWORD && (await pulumi.isSecret(PASSWORD))).toBe(true)
})
