import { child, isProps, list, type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'

/** The app settings of a site, as its host finds them in the environment. */
export type SiteEnvironment = Readonly<Record<string, string>>

const ownRole = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' // Storage Blob Data Owner
const identitySettings = /^(?<connection>.+)__(blobServiceUri|queueServiceUri|tableServiceUri|accountName)$/

/**
 * A site's environment. A connection by identity (`NAME__blobServiceUri` …) becomes a connection string of Azurite,
 * as the platform's token would open the account: only when the site's identity holds a role on it.
 */
export function siteEnvironment(site: Props, services: CloudServices): SiteEnvironment {
  const settings = appSettings(site)
  const connections = new Map<string, string>()
  for (const [name, value] of Object.entries(settings)) {
    const connection = identitySettings.exec(name)?.groups?.connection
    if (connection !== undefined && !connections.has(connection)) {
      connections.set(connection, connectionString(connection, accountNameIn(value), settings, services))
    }
  }
  const plain = Object.entries(settings).filter(([name]) => !connections.has(name.split('__')[0] ?? name))
  return {
    ...Object.fromEntries(plain),
    ...Object.fromEntries(connections),
    // The platform derives these from the site; on Flex Consumption the user may not set them.
    FUNCTIONS_EXTENSION_VERSION: '~4',
    FUNCTIONS_WORKER_RUNTIME: 'custom',
    WEBSITE_SITE_NAME: text(site, 'name'),
    WEBSITE_HOSTNAME: services.sites.hostName(text(site, 'name')) ?? '',
  }
}

function appSettings(site: Props): Record<string, string> {
  const entries = list(child(site, 'siteConfig'), 'appSettings').filter(isProps)
  return Object.fromEntries(entries.map((entry) => [text(entry, 'name'), text(entry, 'value')]))
}

/** `http://127.0.0.1:10000/account/` and plain `account` both name an account. */
function accountNameIn(value: string): string {
  return value.replace(/\/+$/, '').split('/').at(-1) ?? value
}

function connectionString(
  connection: string,
  accountName: string,
  settings: Readonly<Record<string, string>>,
  services: CloudServices,
): string {
  const access = services.storage.access(accountName)
  if (access === undefined) {
    throw new Error(
      `The connection ${connection} names the storage account '${accountName}', which does not exist.`,
    )
  }
  const clientId = settings[`${connection}__clientId`]
  if (!mayUse(clientId, accountName, services)) {
    throw new Error(
      `AuthorizationPermissionMismatch: the identity of connection ${connection} (client id ${clientId ?? 'not set'}) ` +
        `has no Storage Blob Data Owner role on the storage account '${accountName}'. Assign the role and let the app depend on it.`,
    )
  }
  return access.connectionString
}

function mayUse(clientId: string | undefined, accountName: string, { records }: CloudServices): boolean {
  const identity = records
    .ofType('azure-native:managedidentity:UserAssignedIdentity')
    .find(({ outputs }) => outputs.clientId === clientId)
  const account = records
    .ofType('azure-native:storage:StorageAccount')
    .find(({ inputs }) => inputs.accountName === accountName)
  return records
    .ofType('azure-native:authorization:RoleAssignment')
    .some(
      ({ inputs }) =>
        inputs.principalId === identity?.outputs.principalId &&
        text(inputs, 'roleDefinitionId').endsWith(ownRole) &&
        (account?.id ?? '').startsWith(text(inputs, 'scope')),
    )
}
