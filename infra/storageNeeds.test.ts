import { describe, expect, it } from 'vitest'
import type { Binding } from '../toolkit/build/functionMetadata.ts'
import { reservedContainers, storageNeeds } from './storageNeeds.ts'

const needsOf = (...bindings: Binding[]) => storageNeeds([{ name: 'f', bindings }])

describe('storageNeeds', () => {
  it('names each queue and container of the bindings once', () => {
    expect(
      needsOf(
        { name: 'in', type: 'queueTrigger', direction: 'in', queueName: 'orders' },
        {
          name: 'out',
          type: 'queue',
          direction: 'out',
          queueName: 'orders',
          connection: 'AzureWebJobsStorage',
        },
        { name: 'blob', type: 'blob', direction: 'out', path: 'receipts/{id}.json', connection: '' },
        { name: 'more', type: 'blobTrigger', direction: 'in', path: 'inbox/{name}' },
      ),
    ).toEqual({ queues: ['orders', 'orders-poison'], containers: ['inbox', 'receipts'] })
  })

  it('leaves out what lies in another account', () => {
    const binding: Binding = {
      name: 'q',
      type: 'queue',
      direction: 'out',
      queueName: 'orders',
      connection: 'Other',
    }
    expect(needsOf(binding)).toEqual({ queues: [], containers: [] })
  })

  it('leaves out names that only an invocation or an app setting can tell', () => {
    expect(
      needsOf(
        { name: 'a', type: 'queue', direction: 'out', queueName: '%QUEUE%' },
        { name: 'b', type: 'blob', direction: 'out', path: '{container}/x' },
      ),
    ).toEqual({ queues: [], containers: [] })
  })

  it('refuses the containers that the packages are in', () => {
    const binding: Binding = { name: 'b', type: 'blob', direction: 'out', path: 'releases/{id}' }
    expect(reservedContainers([{ name: 'f', bindings: [binding] }])).toEqual([
      'A binding uses the blob container releases, which the stack keeps its packages in. ' +
        'Give the binding a container of another name.',
    ])
  })
})
