import { child, isProps, list, type Props, text } from '../../provider/props.ts'
import type { ResourceRecord } from '../../records.ts'
import type { CloudServices } from '../../services.ts'
import { appSettings } from '../../sites/appSettings.ts'
import { connectionsOf } from '../network/privateEndpoint.ts'
import { delegationsOf } from '../network/subnet.ts'
import { skuOf } from './skus.ts'

/**
 * Refuses an app that a network keeps from running: a subnet that the plan cannot use, or a storage account that the
 * app cannot reach. Azure takes the second, and the app then never starts.
 */
export function requireNetwork(inputs: Props, plan: ResourceRecord, services: CloudServices): void {
  const subnetId = text(inputs, 'virtualNetworkSubnetId')
  if (subnetId !== '') requireSubnet(subnetId, plan, services)
  for (const account of closedAccountsOf(inputs, services)) requireWay(account, subnetId, services)
}

/** Refuses to close a storage account that an app still reaches over the Internet. Azure takes it, and the app fails. */
export function requireNoAppOutside(account: ResourceRecord, services: CloudServices): void {
  for (const { inputs } of services.records.ofType('azure-native:web:WebApp')) {
    if (uses(inputs, account)) requireWay(account, text(inputs, 'virtualNetworkSubnetId'), services)
  }
}

// learn.microsoft.com/azure/azure-functions/functions-networking-options#virtual-network-integration
function requireSubnet(id: string, plan: ResourceRecord, { records }: CloudServices): void {
  const kind = skuOf(plan.inputs)?.kind
  if (kind === 'consumption') {
    throw new Error('Virtual network integration is not available on a Consumption plan (Y1).')
  }
  const subnet = records.get(id)
  if (subnet === undefined) throw new Error(`The subnet ${id} does not exist.`)
  const wanted = kind === 'flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
  if (!delegationsOf(subnet.inputs).some((service) => service.toLowerCase() === wanted.toLowerCase())) {
    throw new Error(`The subnet ${id} has to be delegated to ${wanted} for an app on this plan.`)
  }
}

/** The storage accounts of the app's settings that take nothing from the Internet. */
function closedAccountsOf(inputs: Props, { records }: CloudServices): ResourceRecord[] {
  return records
    .ofType('azure-native:storage:StorageAccount')
    .filter((account) => account.inputs.publicNetworkAccess === 'Disabled' && uses(inputs, account))
}

/** Whether an app has an endpoint of the account in its settings, by itself or within a connection string. */
function uses(site: Props, { outputs }: ResourceRecord): boolean {
  const values = Object.entries(appSettings(site))
    .filter(([name]) => !/^WEBSITE_/.test(name)) // a package is read once, when the app is written
    .map(([, value]) => value)
  const endpoints = Object.values(child(outputs, 'primaryEndpoints')).map(String)
  return endpoints.some((endpoint) => values.some((value) => value.includes(endpoint)))
}

function requireWay(account: ResourceRecord, subnetId: string, services: CloudServices): void {
  const network = subnetId.split('/subnets/')[0] ?? ''
  const missing = ['blob', 'queue', 'table'].filter((part) => !isReached(account.id, part, network, services))
  if (subnetId !== '' && missing.length === 0) return
  throw new Error(
    `The app cannot reach its storage account ${account.id}: public network access is disabled, and ` +
      (subnetId === ''
        ? 'the app is in no virtual network.'
        : `its virtual network has no private endpoint with DNS for ${missing.join(', ')}.`) +
      ' Let the app depend on the endpoints (`dependsOn`).',
  )
}

/** Whether a name of the account is answered, in the network, with the address of a private endpoint. */
function isReached(accountId: string, part: string, network: string, { records }: CloudServices): boolean {
  const zones = records
    .ofType('azure-native:privatedns:VirtualNetworkLink')
    .filter(({ inputs }) => same(text(child(inputs, 'virtualNetwork'), 'id'), network))
    .map(({ id }) => id.split('/virtualNetworkLinks/')[0] ?? '')
  const endpoints = records
    .ofType('azure-native:network:PrivateEndpoint')
    .filter(({ inputs }) =>
      connectionsOf(inputs).some(
        (connection) =>
          same(text(connection, 'privateLinkServiceId'), accountId) &&
          list(connection, 'groupIds').includes(part),
      ),
    )
  return records
    .ofType('azure-native:network:PrivateDnsZoneGroup')
    .filter(({ id }) => endpoints.some((endpoint) => id.startsWith(`${endpoint.id}/`)))
    .flatMap(({ inputs }) => list(inputs, 'privateDnsZoneConfigs').filter(isProps))
    .map((zone) => text(zone, 'privateDnsZoneId'))
    .some((zone) => zone.includes(`/privatelink.${part}.`) && zones.some((linked) => same(linked, zone)))
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
