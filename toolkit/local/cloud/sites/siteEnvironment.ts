import { type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import type { StorageAccess } from '../storage/storageAccess.ts'
import { appSettings } from './appSettings.ts'
import { holdsRole, storageRoles } from './roles.ts'

/** The app settings of a site, as its host finds them in the environment. */
export type SiteEnvironment = Readonly<Record<string, string>>

/** The role each service asks for. */
const roles = {
  blobServiceUri: storageRoles.blobOwner,
  queueServiceUri: storageRoles.queueContributor,
  tableServiceUri: storageRoles.tableContributor,
} as const
type Service = keyof typeof roles

const identitySetting =
  /^(?<connection>.+)__(?<service>blobServiceUri|queueServiceUri|tableServiceUri|accountName)$/

/**
 * A site's environment. A connection by identity (`NAME__blobServiceUri` …) becomes a connection string of Azurite,
 * as the platform's token would open the account: only when the site's identity holds a role on it.
 */
export function siteEnvironment(site: Props, services: CloudServices): SiteEnvironment {
  const settings = appSettings(site)
  const connections = new Map<string, string>()
  for (const [name, value] of Object.entries(settings)) {
    const { connection, service } = identitySetting.exec(name)?.groups ?? {}
    if (connection === undefined) continue
    const access = accountOf(connection, accountNameIn(value), services)
    const asked = isService(service) ? [service] : allServices
    const used = asked.filter((each) => each !== 'queueServiceUri' || hasQueues(access.accountName, services))
    for (const each of used) requireRole(connection, each, access.accountName, settings, services)
    connections.set(connection, access.connectionString)
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

/** `http://127.0.0.1:10000/account/` and plain `account` both name an account. */
function accountNameIn(value: string): string {
  return value.replace(/\/+$/, '').split('/').at(-1) ?? value
}

const allServices: readonly Service[] = ['blobServiceUri', 'queueServiceUri', 'tableServiceUri']

// Of an account without queues none is asked for anything.
function hasQueues(accountName: string, { records }: CloudServices): boolean {
  return records.ofType('azure-native:storage:Queue').some(({ inputs }) => inputs.accountName === accountName)
}

function isService(name: string | undefined): name is Service {
  return name !== undefined && Object.hasOwn(roles, name)
}

function accountOf(connection: string, accountName: string, { storage }: CloudServices): StorageAccess {
  const access = storage.access(accountName)
  if (access !== undefined) return access
  throw new Error(
    `The connection ${connection} names the storage account '${accountName}', which does not exist.`,
  )
}

function requireRole(
  connection: string,
  service: Service,
  accountName: string,
  settings: Readonly<Record<string, string>>,
  services: CloudServices,
): void {
  const clientId = settings[`${connection}__clientId`]
  const role = roles[service]
  if (holdsRole({ clientId }, [role], accountName, services)) return
  throw new Error(
    `AuthorizationPermissionMismatch: the identity of connection ${connection} (client id ${clientId ?? 'not set'}) ` +
      `has no ${role.name} role on the storage account '${accountName}'. Assign the role and let the app depend on it.`,
  )
}
