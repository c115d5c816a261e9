import { child, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'

const users: ReadonlyArray<
  readonly [type: string, subnetOf: (inputs: Readonly<Record<string, unknown>>) => string]
> = [
  ['azure-native:network:PrivateEndpoint', (inputs) => text(child(inputs, 'subnet'), 'id')],
  ['azure-native:web:WebApp', (inputs) => text(inputs, 'virtualNetworkSubnetId')],
]

/** What uses a subnet: the ids of private endpoints in it and of apps integrated with it. */
export function usersOf(subnetId: string, services: CloudServices): string[] {
  return inUse(services).flatMap(({ user, subnet }) => (same(subnet, subnetId) ? [user] : []))
}

/**
 * Refuses to take a subnet away from what uses it.
 * @param path the id of a subnet, or of all subnets of a network with a slash at its end
 * @see https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-code-inusesubnetcannotbedeleted
 */
export function requireUnused(path: string, services: CloudServices): void {
  const found = inUse(services).find(({ subnet }) =>
    path.endsWith('/') ? subnet.toLowerCase().startsWith(path.toLowerCase()) : same(subnet, path),
  )
  if (found === undefined) return
  throw new Error(
    `InUseSubnetCannotBeDeleted: Subnet ${found.subnet} is in use by ${found.user} and cannot be deleted. ` +
      'In order to delete the subnet, delete all the resources within the subnet.',
  )
}

function inUse({ records }: CloudServices): { user: string; subnet: string }[] {
  return users.flatMap(([type, subnetOf]) =>
    records.ofType(type).map(({ id, inputs }) => ({ user: id, subnet: subnetOf(inputs) })),
  )
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
