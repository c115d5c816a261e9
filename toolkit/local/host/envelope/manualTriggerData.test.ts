import { expect, it } from 'vitest'
import { manualTriggerData } from './manualTriggerData.ts'

const trigger = (type: string, dataType?: string) => ({ name: 'x', type, direction: 'in' as const, dataType })

it.each([
  [trigger('serviceBusTrigger'), 'hi', '"hi"'],
  [trigger('serviceBusTrigger', 'binary'), 'hi', 'aGk='],
  [trigger('blobTrigger'), 'hi', 'aGk='],
  [trigger('eventGridTrigger'), '{"id":"1"}', { id: '1' }],
  [trigger('eventGridTrigger'), 'no event', '"no event"'],
])('encodes the input of %j as its trigger would: %s', (binding, input, data) => {
  expect(manualTriggerData('f', binding, input).data).toEqual(data)
})
