import { child, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { appSettings } from '../../sites/appSettings.ts'
import { holdsRole, identitiesOf, storageRoles } from '../../sites/roles.ts'

/** Refuses a Flex Consumption app whose deployment service could not write the package where the app says. */
export function requireDeploymentStorage(inputs: Props, services: CloudServices): void {
  if (inputs.functionAppConfig === undefined) return
  const storage = child(child(child(inputs, 'functionAppConfig'), 'deployment'), 'storage')
  const account = accountWith(text(storage, 'value'), services)
  requireAccess(inputs, child(storage, 'authentication'), account, services)
}

function accountWith(url: string, { records }: CloudServices): string {
  for (const { id, inputs } of records.ofType('azure-native:storage:StorageAccount')) {
    const blobEndpoint = text(child(records.get(id)?.outputs ?? {}, 'primaryEndpoints'), 'blob')
    const found = records.ofType('azure-native:storage:BlobContainer').some((container) => {
      const isOfAccount = container.id.startsWith(`${id}/`)
      return isOfAccount && `${blobEndpoint}${text(container.inputs, 'containerName')}` === url
    })
    if (found) return text(inputs, 'accountName')
  }
  throw new Error(
    `The deployment storage of the app, ${url || '(none)'}, is not a container that exists. ` +
      'Create the container first and let the app depend on it (`dependsOn`).',
  )
}

/** Azure finds this out at the first deployment, with a 403 of the storage (Azure/azure-functions-host #10620). */
function requireAccess(inputs: Props, authentication: Props, account: string, services: CloudServices): void {
  const { type } = authentication
  if (type === 'StorageAccountConnectionString') {
    const setting = text(authentication, 'storageAccountConnectionStringName')
    if (appSettings(inputs)[setting]) return
    throw new Error(
      `The deployment storage is opened with the app setting '${setting}', which the app does not have.`,
    )
  }
  const identity = text(authentication, 'userAssignedIdentityResourceId')
  if (!identitiesOf(inputs).includes(identity)) {
    throw new Error(
      `The deployment storage is opened as '${identity}', which is none of the app's identities.`,
    )
  }
  const writers = [storageRoles.blobOwner, storageRoles.blobContributor]
  if (holdsRole({ resourceId: identity }, writers, account, services)) return
  throw new Error(
    `BlobUploadFailedException: the identity '${identity}' may not write to the deployment storage '${account}'. ` +
      'It needs the role Storage Blob Data Contributor there before the app exists.',
  )
}
