import { PrivateDnsZoneGroup } from '@pulumi/azure-native/network/privateDnsZoneGroup.js'
import { PrivateEndpoint } from '@pulumi/azure-native/network/privateEndpoint.js'
import { Subnet } from '@pulumi/azure-native/network/subnet.js'
import { VirtualNetwork } from '@pulumi/azure-native/network/virtualNetwork.js'
import { PrivateZone } from '@pulumi/azure-native/privatedns/privateZone.js'
import { VirtualNetworkLink } from '@pulumi/azure-native/privatedns/virtualNetworkLink.js'
import * as pulumi from '@pulumi/pulumi'
import { halves } from './addressRange.ts'
import { groupOf, nameOf } from './armId.ts'

export interface NetworkArgs {
  readonly resourceGroupName: pulumi.Input<string>
  /** CIDR range: its lower half is for the app, its upper half for private endpoints. */
  readonly addressRange: string
  /** The service that the app's subnet is delegated to; it depends on the plan. */
  readonly delegation: string
  readonly storageAccountId: pulumi.Input<string>
  /** Id of a virtual network to put the subnets into, in place of one of our own. */
  readonly existingNetworkId?: pulumi.Input<string> | undefined
}

// What the Functions host and the bindings use of a storage account.
const services = ['blob', 'queue', 'table']

/** A way from the app to its storage account that never leaves the virtual network. */
export class Network extends pulumi.ComponentResource {
  /** The subnet that the app is integrated with. */
  readonly appSubnetId: pulumi.Output<string>
  /** What has to be there before the app asks for the storage account by its name. */
  readonly ways: readonly pulumi.Resource[]

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Network', name, {}, opts)
    const { id: networkId, ...inNetwork } = args.existingNetworkId
      ? existingNetwork(args.existingNetworkId, { parent: this })
      : this.#ownNetwork(args)
    const [appRange, endpointRange] = halves(args.addressRange)
    const appSubnet = new Subnet(
      'snet-app',
      {
        ...inNetwork,
        addressPrefix: appRange,
        delegations: [{ name: 'functions', serviceName: args.delegation }],
      },
      { parent: this },
    )
    const endpointSubnet = new Subnet(
      'snet-endpoints',
      {
        ...inNetwork,
        addressPrefix: endpointRange,
      },
      { parent: this, dependsOn: appSubnet }, // Azure changes a network once at a time
    )
    this.appSubnetId = appSubnet.id
    this.ways = services.flatMap((service) => this.#wayTo(service, args, networkId, endpointSubnet))
    this.registerOutputs()
  }

  #ownNetwork({ resourceGroupName, addressRange }: NetworkArgs): NetworkReference {
    const addressSpace = { addressPrefixes: [addressRange] }
    const { id, name } = new VirtualNetwork('vnet', { resourceGroupName, addressSpace }, { parent: this })
    return { id, resourceGroupName, virtualNetworkName: name }
  }

  /** A private endpoint of one service of the account, under the account's own name. */
  #wayTo(
    service: string,
    { resourceGroupName, storageAccountId }: NetworkArgs,
    networkId: pulumi.Input<string>,
    subnet: Subnet,
  ): pulumi.Resource[] {
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
      inComponent,
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
      inComponent,
    )
    const names = new PrivateDnsZoneGroup(
      `pep-${service}-dns`,
      {
        resourceGroupName,
        privateEndpointName: endpoint.name,
        privateDnsZoneGroupName: 'default',
        privateDnsZoneConfigs: [{ name: service, privateDnsZoneId: zone.id }],
      },
      inComponent,
    )
    return [link, names]
  }
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
