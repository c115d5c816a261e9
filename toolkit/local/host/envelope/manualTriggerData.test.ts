import { expect, it } from 'vitest'
import { manualTriggerData } from './manualTriggerData.ts'

const trigger = (type: string, dataType?: string, cardinality?: string) => ({
  name: 'x',
  type,
  direction: 'in' as const,
  dataType,
  cardinality,
})

it.each([
  [trigger('serviceBusTrigger'), 'hi', '"hi"'],
  [trigger('serviceBusTrigger', 'binary'), 'hi', 'aGk='],
  [trigger('cosmosDBTrigger'), '[{"id":"1"}]', '[{"id":"1"}]'],
  [trigger('cosmosDBTrigger'), '{"id":"1"}', '[{"id":"1"}]'],
  [trigger('eventHubTrigger', undefined, 'many'), '[{"a":1},{"a":2}]', '[{"a":1},{"a":2}]'],
  [trigger('eventHubTrigger', 'string', 'many'), '["a",{"b":1}]', JSON.stringify(['a', '{"b":1}'])],
  [trigger('eventHubTrigger', 'binary', 'many'), 'hi', '["aGk="]'],
  [trigger('eventHubTrigger'), '[1]', '"[1]"'],
  [trigger('eventGridTrigger'), '{"id":"1"}', { id: '1' }],
  [trigger('eventGridTrigger'), 'no event', '"no event"'],
])('encodes the input of %j as its trigger would: %s', (binding, input, data) => {
  expect(manualTriggerData('f', binding, input).data).toEqual(data)
})
