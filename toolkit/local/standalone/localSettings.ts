import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJsonText } from '../../build/jsonText.ts'
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
  const parsed = schema.safeParse(parseJson(text, path))
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path: at, message }) => `  ${at.join('.')}: ${message}`)
    throw invalid(path, `it is not of the form the Functions tools write:\n${problems.join('\n')}`)
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

// A value that is no text is taken as the text the Functions tools make of it.
const scalar = z
  .union([z.string(), z.number(), z.boolean().transform((flag) => (flag ? 'True' : 'False'))])
  .transform(String)
const schema = z.object({
  IsEncrypted: z.boolean().default(false),
  Values: z.record(z.string(), scalar).default({}),
  ConnectionStrings: z
    .record(z.string(), z.union([z.string(), z.object({ ConnectionString: z.string() })]))
    .default({}),
  Host: z
    .object({
      LocalHttpPort: z.int().min(0).max(65_535).optional(),
      CORS: z.string().default(''),
      CORSCredentials: z.boolean().default(false),
    })
    .default({ CORS: '', CORSCredentials: false }),
})

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
    throw invalid(path, error instanceof Error ? `${error.message}.` : String(error))
  }
}

function invalid(path: string, reason: string): UserError {
  return new UserError('local-settings-invalid', `${path} cannot be used: ${reason}`)
}
