import { child, isProps, list, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { delegationsOf } from './subnet.ts'

// learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource
const storageParts = new Set([
  'blob',
  'blob_secondary',
  'dfs',
  'dfs_secondary',
  'file',
  'queue',
  'queue_secondary',
  'table',
  'table_secondary',
  'web',
  'web_secondary',
])

export const privateEndpoint: ResourceType = {
  token: 'azure-native:network:PrivateEndpoint',
  nameInput: 'privateEndpointName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'subnet', 'privateLinkServiceConnections'],
  id: (inputs) => armId(inputs, 'Microsoft.Network/privateEndpoints', 'privateEndpointName'),
  put: (inputs, services) => {
    requireSubnet(text(child(inputs, 'subnet'), 'id'), services)
    for (const connection of connectionsOf(inputs)) requireTarget(connection, services)
    return { type: 'Microsoft.Network/privateEndpoints', provisioningState: 'Succeeded' }
  },
}

export function connectionsOf(inputs: Props): Props[] {
  return list(inputs, 'privateLinkServiceConnections').filter(isProps)
}

function requireSubnet(id: string, { records }: CloudServices): void {
  const subnet = records.get(id)
  if (subnet === undefined) throw new Error(`InvalidResourceReference: the subnet ${id} does not exist.`)
  const [service] = delegationsOf(subnet.inputs)
  if (service === undefined) return
  throw new Error(
    `PrivateEndpointCreationNotAllowedAsSubnetIsDelegated: the subnet ${id} is delegated to ${service}. ` +
      'Use a subnet without a delegation.',
  )
}

function requireTarget(connection: Props, { records }: CloudServices): void {
  const target = text(connection, 'privateLinkServiceId')
  const record = records.get(target)
  if (record === undefined) throw new Error(`InvalidResourceReference: ${target} does not exist.`)
  if (record.type !== 'azure-native:storage:StorageAccount') return
  const parts = list(connection, 'groupIds').map(String)
  if (parts.length === 1 && parts.every((part) => storageParts.has(part))) return
  throw new Error(
    `InvalidPrivateLinkServiceConnection: a private endpoint of a storage account is for one of ` +
      `${[...storageParts].join(', ')}, not for '${parts.join(', ')}'.`,
  )
}
