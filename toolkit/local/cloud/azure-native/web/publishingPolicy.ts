import { type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** Basic authentication of FTP (`ftp`) or of the deployment service (`scm`): recorded, neither is there on localhost. */
function publishingPolicy(typeName: string, policy: 'ftp' | 'scm'): ResourceType {
  return {
    token: `azure-native:web:${typeName}`,
    nameInput: 'name',
    autoName: 'copy',
    replaceOn: ['resourceGroupName', 'name'],
    id: (inputs) => `${siteId(inputs)}/basicPublishingCredentialsPolicies/${policy}`,
    put: (inputs, services) => {
      requireSite(inputs, services)
      return { type: 'Microsoft.Web/sites/basicPublishingCredentialsPolicies', name: policy }
    },
  }
}

export const ftpAllowed = publishingPolicy('WebAppFtpAllowed', 'ftp')
export const scmAllowed = publishingPolicy('WebAppScmAllowed', 'scm')

function siteId(inputs: Props): string {
  return armId(inputs, 'Microsoft.Web/sites', 'name')
}

function requireSite(inputs: Props, { records }: CloudServices): void {
  if (records.get(siteId(inputs))) return
  throw new Error(`ResourceNotFound: the app '${text(inputs, 'name')}' does not exist.`)
}
