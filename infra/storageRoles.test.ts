import { describe, expect, it } from 'vitest'
import type { Binding } from '../toolkit/build/functionMetadata.ts'
import { storageRoles } from './storageRoles.ts'

const host = [{ role: 'Storage Blob Data Owner' }, { role: 'Storage Table Data Contributor' }]
const rolesOf = (...bindings: Binding[]) => storageRoles([{ name: 'f', bindings }])

const http: Binding = { name: 'req', type: 'httpTrigger', direction: 'in' }
const queue = (type: string, queueName: string): Binding => ({ name: 'q', type, direction: 'in', queueName })

describe('storageRoles', () => {
  it('gives an app without storage bindings what the host itself needs', () => {
    expect(rolesOf(http)).toEqual(host)
  })

  it('opens the queues of the bindings one by one, with the poison queue of a trigger', () => {
    expect(
      rolesOf(queue('queueTrigger', 'orders'), { ...queue('queue', 'mails'), direction: 'out' }),
    ).toEqual([
      ...host,
      { role: 'Storage Queue Data Contributor', queue: 'mails' },
      { role: 'Storage Queue Data Contributor', queue: 'orders' },
      { role: 'Storage Queue Data Contributor', queue: 'orders-poison' },
    ])
  })

  it.each([
    [
      'a blob trigger, whose queues the host names',
      { name: 'b', type: 'blobTrigger', direction: 'in', path: 'in/{n}' },
    ],
    ['a queue name that an app setting has', queue('queueTrigger', '%QUEUE%')],
    ['Durable Functions', { name: 'd', type: 'orchestrationTrigger', direction: 'in' }],
  ] satisfies [string, Binding][])('opens every queue of the account for %s', (_, binding) => {
    expect(rolesOf(binding)).toEqual([...host, { role: 'Storage Queue Data Contributor' }])
  })

  it('leaves queues in another account to its connection', () => {
    expect(rolesOf({ ...queue('queueTrigger', 'orders'), connection: 'Other' })).toEqual(host)
  })
})
