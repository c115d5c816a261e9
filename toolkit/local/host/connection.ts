import { UserError } from '../../build/userError.ts'

/** The connection string a binding's `connection` names. Contract 9.1, last paragraph. Throws UserError. */
export function connectionString(connection: unknown, environment: Readonly<Record<string, string>>): string {
  const name = connectionName(connection)
  const value = findConnection(name, environment)
  if (value !== undefined) return value
  throw new UserError(
    'connection-missing',
    `Storage account connection string '${name}' does not exist. Make sure that it is a defined App Setting. ` +
      `Identity-based settings such as ${name}__serviceUri do not work on localhost: set a connection string.`,
  )
}

/** The name that a binding's `connection` stands for. */
function connectionName(connection: unknown): string {
  return typeof connection === 'string' && connection !== '' ? connection : 'AzureWebJobsStorage'
}

/** For a value that the storage clients cannot read; it is not shown, as it may hold a key. */
export function invalidConnection(connection: unknown, cause: unknown): UserError {
  return new UserError(
    'connection-invalid',
    `The setting '${connectionName(connection)}' is not the connection string of a storage account. It has the form ` +
      `DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net, or is ` +
      `UseDevelopmentStorage=true for the emulator.`,
    { cause },
  )
}

export function findConnection(
  name: string,
  environment: Readonly<Record<string, string>>,
): string | undefined {
  const settings = new Map(Object.entries(environment).map(([key, value]) => [key.toLowerCase(), value]))
  const prefixed = name === 'AzureWebJobsStorage' ? [name] : [`AzureWebJobs${name}`, name]
  for (const key of prefixed.map((candidate) => candidate.toLowerCase())) {
    const value =
      settings.get(`connectionstrings__${key}`) ||
      settings.get(`connectionstrings:${key}`) ||
      settings.get(key)
    if (value) return value
  }
  return undefined
}
