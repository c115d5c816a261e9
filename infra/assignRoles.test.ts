import { expect, it } from 'vitest'
import type { Binding } from '../toolkit/build/functionMetadata.ts'
import { assignRoles } from './assignRoles.ts'
import { Identity } from './identity.ts'
import { parseSettings } from './parseSettings.ts'
import { Storage } from './storage.ts'
import { storageNeeds } from './storageNeeds.ts'
import { askedOf } from './testing/askedOf.ts'
import { inSomeRegion } from './testing/inSomeRegion.ts'

const queueAccount = '/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/storders'
const queue = (queueName: string, connection?: string): Binding => ({
  name: 'message',
  type: 'queue',
  direction: 'out',
  queueName,
  ...(connection !== undefined && { connection }),
})

it('a queue and a connection of one name have a role each', async () => {
  const functions = [{ name: 'ship', bindings: [queue('orders'), queue('elsewhere', 'orders')] }]
  const orders = { queueServiceUri: 'https://storders.queue.core.windows.net', resourceId: queueAccount }
  const settings = parseSettings({ ...inSomeRegion, 'app:connections': JSON.stringify({ orders }) })
  const asked = await askedOf(() => {
    const storage = new Storage('storage', {
      resourceGroupName: 'rg',
      accountName: 'st1',
      sku: 'Standard_LRS',
      needs: storageNeeds(functions),
      protect: false,
      keepsDeployment: false,
      keepsPackages: false,
      closed: false,
      byKey: false,
    })
    const identity = new Identity('identity', { resourceGroupName: 'rg', subscriptionId: 's' })
    assignRoles(identity, functions, settings, { storage, telemetry: undefined })
  })
  const roles = asked.filter(({ type }) => type === 'azure-native:authorization:RoleAssignment')
  expect(new Map(roles.map(({ name, inputs }) => [name, inputs.scope]))).toEqual(
    new Map([
      ['storage-blob-data-owner', '/mock/storage'],
      ['storage-table-data-contributor', '/mock/storage'],
      ['storage-queue-data-contributor-orders', '/mock/orders'],
      ['storage-queue-data-contributor-connections.orders', queueAccount],
    ]),
  )
})
