import { describe, expect, it } from 'vitest'
import type { Binding, FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { connectionRefusals, connectionRoles, connectionSettings } from './connections.ts'
import { parseSettings } from './parseSettings.ts'
import { inSomeRegion } from './testing/inSomeRegion.ts'

const resourceId = '/subscriptions/s/resourceGroups/bus/providers/Microsoft.ServiceBus/namespaces/orders'
const settingsWith = (connections: Record<string, unknown>, appSettings = {}) =>
  parseSettings({
    ...inSomeRegion,
    'app:connections': JSON.stringify(connections),
    'app:appSettings': JSON.stringify(appSettings),
  })
const ordersBus = { fullyQualifiedNamespace: 'orders.servicebus.windows.net', resourceId }
const bus = (type: string, direction: Binding['direction']): Binding => ({
  name: 'b',
  type,
  direction,
  connection: 'ordersBus',
})
const app = (...bindings: Binding[]): FunctionMetadata[] => [{ name: 'ship', bindings }]

describe('connectionSettings', () => {
  it('says where the service is, and as whom the app goes there', () => {
    expect(connectionSettings(settingsWith({ ordersBus }), 'client-1')).toEqual({
      ordersBus__fullyQualifiedNamespace: 'orders.servicebus.windows.net',
      ordersBus__credential: 'managedidentity',
      ordersBus__clientId: 'client-1',
    })
  })
})

describe('connectionRoles', () => {
  it('are those of the bindings that use the connection, once each', () => {
    const functions = app(bus('serviceBusTrigger', 'in'), bus('serviceBus', 'out'), bus('serviceBus', 'out'))
    expect(connectionRoles(functions, settingsWith({ ordersBus }))).toEqual([
      { connection: 'ordersBus', role: 'Azure Service Bus Data Receiver', resourceId },
      { connection: 'ordersBus', role: 'Azure Service Bus Data Sender', resourceId },
    ])
  })

  it('are none where no resource is given: somebody else has assigned them', () => {
    const { resourceId: _id, ...elsewhere } = ordersBus
    expect(connectionRoles(app(bus('serviceBus', 'out')), settingsWith({ ordersBus: elsewhere }))).toEqual([])
  })
})

describe('connectionRefusals', () => {
  it('names every function whose connection no setting gives, with both mends', () => {
    expect(connectionRefusals(app(bus('serviceBus', 'out')), settingsWith({}))).toEqual([
      'Function ship uses the connection ordersBus, which no setting gives. Say where it leads with ' +
        'app:connections.ordersBus, or give a connection string as app:appSettings.ordersBus.',
    ])
  })

  it.each([{ ordersBus: 'Endpoint=…' }, { ORDERSBUS__fullyQualifiedNamespace: 'x.example' }])(
    'takes a connection out of the app settings, whatever the case: %j',
    (appSettings) => {
      expect(connectionRefusals(app(bus('serviceBus', 'out')), settingsWith({}, appSettings))).toEqual([])
    },
  )

  it('does not give a role that nothing calls for, or that nobody knows', () => {
    const settings = settingsWith({ ordersBus })
    expect(connectionRefusals(app(), settings)).toEqual([
      'app:connections.ordersBus has a resourceId, but no binding uses the connection, so no role follows from it. ' +
        'Remove resourceId.',
    ])
    expect(connectionRefusals(app(bus('cosmosDB', 'out')), settings)).toEqual([
      'app:connections.ordersBus has a resourceId, but no built-in role is known for a binding of type cosmosDB. ' +
        'Remove resourceId and give the identity its role yourself.',
    ])
  })
})
