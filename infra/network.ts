import { PrivateDnsZoneGroup } from '@pulumi/azure-native/network/privateDnsZoneGroup.js'
import { PrivateEndpoint } from '@pulumi/azure-native/network/privateEndpoint.js'
import { Subnet } from '@pulumi/azure-native/network/subnet.js'
import { VirtualNetwork } from '@pulumi/azure-native/network/virtualNetwork.js'
import { PrivateZone } from '@pulumi/azure-native/privatedns/privateZone.js'
import { VirtualNetworkLink } from '@pulumi/azure-native/privatedns/virtualNetworkLink.js'
import * as pulumi from '@pulumi/pulumi'
import { quarterOf } from './addressRange.ts'
import { groupOf, nameOf } from './armId.ts'
import type { AppSubnet } from './plans/plan.ts'

export interface NetworkArgs {
  readonly resourceGroupName: pulumi.Input<string>
  /** CIDR range: its last quarter is for private endpoints, the others are for the app. */
  readonly addressRange: string
  /** Where the app is to be. */
  readonly subnet: AppSubnet
  readonly storageAccountId: pulumi.Input<string>
  /** What else is written of the account: it takes one change at a time. */
  readonly storageParts: readonly pulumi.Resource[]
  /** Id of a virtual network to put the subnets into, in place of one of our own. */
  readonly existingNetworkId?: pulumi.Input<string> | undefined
}

// What the Functions host and the bindings use of a storage account.
const services = ['blob', 'queue', 'table']

/**
 * A way from the app to its storage account that never leaves the virtual network. What Azure does not change while it
 * is in use is replaced, and the app moves over: the subnet with the plan, the network with its addresses.
 */
export class Network extends pulumi.ComponentResource {
  /** The subnet that the app is integrated with. */
  readonly appSubnetId: pulumi.Output<string>
  /** What has to be there before the app and its plan, and stay until they are gone. */
  readonly neededByApp: readonly pulumi.Resource[]

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Network', name, {}, opts)
    const { id: networkId, ...inNetwork } = args.existingNetworkId
      ? existingNetwork(args.existingNetworkId, { parent: this })
      : this.#ownNetwork(args)
    const { name: subnetName, delegation, quarter } = args.subnet
    const inUse = { parent: this, replaceOnChanges: ['addressPrefix'] }
    const endpointSubnet = new Subnet(
      'snet-endpoints',
      { ...inNetwork, addressPrefix: quarterOf(args.addressRange, 3) },
      inUse,
    )
    const appSubnet = new Subnet(
      subnetName,
      {
        ...inNetwork,
        addressPrefix: quarterOf(args.addressRange, quarter),
        delegations: [{ name: 'functions', serviceName: delegation }],
      },
      { ...inUse, dependsOn: endpointSubnet }, // Azure changes a network once at a time
    )
    this.appSubnetId = appSubnet.id
    let before = args.storageParts
    const ways = services.flatMap((service) => {
      const { endpoint, link, names } = this.#wayTo(service, args, networkId, endpointSubnet, before)
      before = [endpoint]
      return [link, names]
    })
    this.neededByApp = [appSubnet, ...ways]
    this.registerOutputs()
  }

  #ownNetwork({ resourceGroupName, addressRange }: NetworkArgs): NetworkReference {
    const addressSpace = { addressPrefixes: [addressRange] }
    const { id, name } = new VirtualNetwork(
      'vnet',
      { resourceGroupName, addressSpace },
      { parent: this, replaceOnChanges: ['addressSpace'] },
    )
    return { id, resourceGroupName, virtualNetworkName: name }
  }

  /** A private endpoint of one service of the account, under the account's own name. */
  #wayTo(
    service: string,
    { resourceGroupName, storageAccountId }: NetworkArgs,
    networkId: pulumi.Input<string>,
    subnet: Subnet,
    before: readonly pulumi.Resource[],
  ): Way {
    const inComponent = { parent: this }
    const location = 'global' // DNS is in no region
    const zone = new PrivateZone(
      `dns-${service}`,
      { resourceGroupName, location, privateZoneName: `privatelink.${service}.core.windows.net` },
      inComponent,
    )
    const link = new VirtualNetworkLink(
      `dns-${service}-link`,
      {
        resourceGroupName,
        location,
        privateZoneName: zone.name,
        registrationEnabled: false,
        virtualNetwork: { id: networkId },
      },
      { ...inComponent, replaceOnChanges: ['virtualNetwork'] },
    )
    const endpoint = new PrivateEndpoint(
      `pep-${service}`,
      {
        resourceGroupName,
        subnet: { id: subnet.id },
        privateLinkServiceConnections: [
          { name: `storage-${service}`, privateLinkServiceId: storageAccountId, groupIds: [service] },
        ],
      },
      {
        ...inComponent,
        replaceOnChanges: ['subnet', 'privateLinkServiceConnections'],
        // One at a time on one account, else StorageAccountOperationInProgress: hashicorp/terraform-provider-azurerm #28112
        dependsOn: [...before],
      },
    )
    const names = new PrivateDnsZoneGroup(
      `pep-${service}-dns`,
      {
        resourceGroupName,
        privateEndpointName: endpoint.name,
        privateDnsZoneGroupName: 'default',
        privateDnsZoneConfigs: [{ name: service, privateDnsZoneId: zone.id }],
      },
      // The account has one name in the zone: deleted last, the former endpoint would take the new one's with it.
      { ...inComponent, deleteBeforeReplace: true },
    )
    return { endpoint, link, names }
  }
}

interface Way {
  readonly endpoint: PrivateEndpoint
  /** From the network to the zone of the service. */
  readonly link: pulumi.Resource
  /** The name of the account in the zone. */
  readonly names: pulumi.Resource
}

interface NetworkReference {
  readonly id: pulumi.Input<string>
  readonly resourceGroupName: pulumi.Input<string>
  readonly virtualNetworkName: pulumi.Input<string>
}

/** Only read: its address space, tags and other subnets are somebody else's. */
function existingNetwork(
  networkId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): NetworkReference {
  const { id } = VirtualNetwork.get('existing-vnet', networkId, opts)
  return { id, resourceGroupName: id.apply(groupOf), virtualNetworkName: id.apply(nameOf) }
}
