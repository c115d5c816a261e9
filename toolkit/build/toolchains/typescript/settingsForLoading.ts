import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJsonText } from '../../jsonText.ts'
import { localSettingsFile } from '../../localSettings.ts'
import { settingTexts } from '../../settingTexts.ts'

/** Settings that a function app has wherever it runs: its files may look at them while they are loaded. */
export const commonSettings: Readonly<Record<string, string>> = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=00000000-0000-0000-0000-000000000000',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  FUNCTIONS_EXTENSION_VERSION: '~4',
  FUNCTIONS_WORKER_RUNTIME: 'custom',
  WEBSITE_HOSTNAME: 'localhost',
  WEBSITE_SITE_NAME: 'localhost',
}

const localSettings = z.object({
  IsEncrypted: z.literal(false).optional(),
  Values: settingTexts.optional(),
})

/** What Core Tools would give to the app. Undefined: it is none that can be read, or there are none. */
export function readLocalSettings(directory: string): Readonly<Record<string, string>> | undefined {
  const file = join(directory, localSettingsFile)
  if (!existsSync(file)) return undefined
  try {
    return localSettings.parse(parseJsonText(readFileSync(file, 'utf8'))).Values
  } catch {
    // The step that writes the app's own says what is wrong with it.
    return undefined
  }
}
