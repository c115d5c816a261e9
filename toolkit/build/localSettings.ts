import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJsonText } from './jsonText.ts'

/** Settings of this machine, secrets among them: in the app folder for Core Tools, in no package. Contract 11 */
export const localSettingsFile = 'local.settings.json'

/** Gives an app folder the local.settings.json without which Core Tools neither start nor publish it. */
export function writeLocalSettings(
  handlerDirectory: string,
  appDirectory: string,
  warn: (line: string) => void,
): void {
  const source = join(handlerDirectory, localSettingsFile)
  const given = existsSync(source) ? readFileSync(source, 'utf8') : '{}'
  const { settings, notice } = completeLocalSettings(given)
  if (notice !== undefined) warn(`${source} ${notice}`)
  const text = `${JSON.stringify(settings, null, 2)}\n`
  writeFileSync(join(appDirectory, localSettingsFile), text, { mode: 0o600 })
}

/** Pure: the settings with what Core Tools need. The notice goes on after the file's name. */
export function completeLocalSettings(text: string): { settings: object; notice?: string } {
  const given = parse(text)
  if (given === undefined)
    return { settings: complete({}), notice: `is no JSON object, so the app ${defaults}` }
  if (given.IsEncrypted === true) {
    return {
      settings: complete({}),
      notice: `is encrypted, so the app ${defaults}. "func settings decrypt" makes it readable`,
    }
  }
  return { settings: complete(given) }
}

const defaults = 'gets one with the storage of Azurite and no setting of yours'

// The runtime is custom whatever a project for another worker says: a mismatch stops `func azure functionapp publish`.
function complete(given: Record<string, unknown>): object {
  const values = isRecord(given.Values) ? given.Values : {}
  return {
    ...given,
    IsEncrypted: false,
    Values: {
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
      ...values,
      FUNCTIONS_WORKER_RUNTIME: 'custom',
    },
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJsonText(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
