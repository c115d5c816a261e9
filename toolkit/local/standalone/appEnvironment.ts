import type { LocalSettings } from './localSettings.ts'

export interface AppEnvironment {
  /** All that the host and its handler see. */
  readonly environment: Readonly<Record<string, string>>
  /** Settings of local.settings.json that do not count, because the environment has them already. */
  readonly overridden: readonly string[]
}

/** The environment of an app as the Functions tools make it: contract 11, `func start`. */
export function appEnvironment(
  processEnvironment: NodeJS.ProcessEnv,
  settings: LocalSettings,
  port: number,
): AppEnvironment {
  const inherited = Object.entries(processEnvironment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !OF_NPM.test(entry[0]),
  )
  const known = new Map(inherited)
  const overridden = Object.keys(settings.values).filter(
    (name) => known.has(name) && known.get(name) !== settings.values[name],
  )
  return {
    overridden,
    environment: {
      FUNCTIONS_WORKER_RUNTIME: 'custom',
      ...settings.values,
      ...Object.fromEntries(inherited),
      WEBSITE_HOSTNAME: `localhost:${port}`,
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      FUNCTIONS_CORETOOLS_ENVIRONMENT: 'true',
    },
  }
}

// What `npm run` adds is no part of the app.
const OF_NPM = /^(npm_.*|INIT_CWD)$/i
