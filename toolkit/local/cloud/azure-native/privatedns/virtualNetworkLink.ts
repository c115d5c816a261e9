import { child, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { globalOnly } from './globalOnly.ts'

const token = 'azure-native:privatedns:VirtualNetworkLink'

/** Lets a virtual network ask a private DNS zone. */
export const virtualNetworkLink: ResourceType = {
  token,
  nameInput: 'virtualNetworkLinkName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'privateZoneName', 'location', 'virtualNetwork'],
  id: idOf,
  refusals: (inputs) => globalOnly(inputs, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'),
  put: (inputs, services) => {
    requireEnds(inputs, services)
    requireOnlyZone(inputs, services)
    return {
      type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
      virtualNetworkLinkState: 'Completed',
    }
  },
}

function idOf(inputs: Props): string {
  return `${zoneId(inputs)}/virtualNetworkLinks/${text(inputs, 'virtualNetworkLinkName')}`
}

function zoneId(inputs: Props): string {
  return armId(inputs, 'Microsoft.Network/privateDnsZones', 'privateZoneName')
}

function networkOf(inputs: Props): string {
  return text(child(inputs, 'virtualNetwork'), 'id')
}

function requireEnds(inputs: Props, { records }: CloudServices): void {
  for (const id of [zoneId(inputs), networkOf(inputs)]) {
    if (records.get(id) === undefined) throw new Error(`ResourceNotFound: ${id} does not exist.`)
  }
}

// learn.microsoft.com/azure/dns/private-dns-virtual-network-links: a network is linked to one zone of a name
function requireOnlyZone(inputs: Props, { records }: CloudServices): void {
  const others = records
    .ofType(token)
    .filter((link) => text(link.inputs, 'privateZoneName') === text(inputs, 'privateZoneName'))
    .filter((link) => networkOf(link.inputs).toLowerCase() === networkOf(inputs).toLowerCase())
    .filter((link) => link.id !== idOf(inputs))
  if (others.length === 0) return
  throw new Error(
    `BadRequest: A virtual network cannot be linked to multiple zones with overlapping namespaces: ` +
      `${networkOf(inputs)} is linked to a zone ${text(inputs, 'privateZoneName')} already.`,
  )
}
