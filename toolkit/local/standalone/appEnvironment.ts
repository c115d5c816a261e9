export interface AppEnvironment {
  /** All that the host and its handler see. */
  readonly environment: Readonly<Record<string, string>>
  /** Settings of local.settings.json that do not count, because the environment has them already. */
  readonly overridden: readonly string[]
}

/** The environment of an app as the Functions tools make it: contract 11, `func start`. */
export function appEnvironment(
  processEnvironment: NodeJS.ProcessEnv,
  settings: Readonly<Record<string, string>>,
  port: number,
): AppEnvironment {
  const inherited = Object.entries(processEnvironment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !OF_NPM.test(entry[0]),
  )
  const known = new Map(inherited)
  const overridden = Object.keys(settings).filter(
    (name) => known.has(name) && known.get(name) !== settings[name],
  )
  return {
    overridden,
    environment: {
      FUNCTIONS_WORKER_RUNTIME: 'custom',
      ...settings,
      ...Object.fromEntries(inherited),
      WEBSITE_HOSTNAME: `localhost:${port}`,
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      FUNCTIONS_CORETOOLS_ENVIRONMENT: 'true',
      AzureFunctionsJobHost__SequentialRestart: 'true',
    },
  }
}

// What `npm run` adds is no part of the app.
const OF_NPM = /^(npm_.*|INIT_CWD)$/i
