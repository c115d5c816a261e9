import { expect, it } from 'vitest'
import { payloadSurprises } from './payloadSurprises.ts'

it('warns of properties that replace data of the host, and of those that are left out', () => {
  const own = { Id: 'system', DequeueCount: 1 }
  expect(payloadSurprises(own, { id: '1', other: 'x', myTrigger: 'y' }, new Set())).toEqual([
    `The message's property 'id' takes the place of the host's own in Metadata. Name it otherwise, or do not rely on Metadata.id.`,
    `The message's property 'myTrigger' is not in Metadata, as no name that ends in 'trigger' is. Read it from the message itself.`,
  ])
})

it('passes over what a binding of the function asks for', () => {
  expect(payloadSurprises({ Id: 'system', DequeueCount: 1 }, { ID: '1' }, new Set(['id']))).toEqual([])
})
