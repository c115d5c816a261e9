import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJsonText } from '../../build/jsonText.ts'
import { settingTexts } from '../../build/settingTexts.ts'
import { UserError } from '../../build/userError.ts'

/** What local.settings.json says (contract 11); nothing where there is no such file. */
export interface LocalSettings {
  /** App settings, connection strings among them. */
  readonly values: Readonly<Record<string, string>>
  readonly port: number | undefined
  /** Origins that pages may call from. */
  readonly cors: readonly string[]
  readonly corsCredentials: boolean
}

/** Reads `local.settings.json` of an app folder. Throws UserError for one that cannot be used. */
export function readLocalSettings(directory: string): LocalSettings {
  const path = join(directory, 'local.settings.json')
  const text = readText(path)
  if (text === undefined) return NOTHING
  const parsed = schema.safeParse(
    withKnownNames(parseJson(text, path), ['IsEncrypted', 'Values', 'ConnectionStrings', 'Host']),
  )
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: at, message }) => `  ${at.join('.')}: ${message}`)
    throw invalid(path, `it is not of the form the Functions tools write, ${FORM}:\n${problems.join('\n')}`)
  }
  const { IsEncrypted, Values, ConnectionStrings, Host } = parsed.data
  if (IsEncrypted) {
    throw invalid(path, 'its values are encrypted. Run `func settings decrypt` in the app folder first.')
  }
  const connections = Object.entries(ConnectionStrings).map(([name, value]) => [
    `ConnectionStrings__${name}`,
    typeof value === 'string' ? value : value.ConnectionString,
  ])
  return {
    values: { ...Values, ...Object.fromEntries(connections) },
    port: Host.LocalHttpPort,
    cors: Host.CORS.split(',')
      .map((origin) => origin.trim())
      .filter((origin) => origin !== ''),
    corsCredentials: Host.CORSCredentials,
  }
}

const NOTHING: LocalSettings = { values: {}, port: undefined, cors: [], corsCredentials: false }

const FORM =
  '{"IsEncrypted": false, "Values": {"NAME": "text"}, "Host": {"LocalHttpPort": 7071, "CORS": "*"}}'

const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], 'use true or false')
const port = z.coerce.number('use a number from 0 to 65535').int().min(0).max(65_535)
const schema = z.object({
  IsEncrypted: flag.default(false),
  Values: settingTexts.default({}),
  ConnectionStrings: z
    .record(z.string(), z.union([z.string(), z.object({ ConnectionString: z.string() })]))
    .default({}),
  Host: z
    .preprocess(
      (value) => withKnownNames(value, ['LocalHttpPort', 'CORS', 'CORSCredentials']),
      z.object({
        LocalHttpPort: port.optional(),
        CORS: z.string('use a text: origins with commas between them').default(''),
        CORSCredentials: flag.default(false),
      }),
    )
    .default({ CORS: '', CORSCredentials: false }),
})

/** The Functions tools do not mind how the names are written. */
function withKnownNames(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const known = (name: string) => names.find((each) => each.toLowerCase() === name.toLowerCase()) ?? name
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [known(name), entry]))
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw invalid(path, error instanceof Error ? error.message : String(error))
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return parseJsonText(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw invalid(path, `it is no JSON: ${reason}. Mend it, or write ${FORM}.`)
  }
}

function invalid(path: string, reason: string): UserError {
  return new UserError('local-settings-invalid', `${path} cannot be used: ${reason}`)
}
