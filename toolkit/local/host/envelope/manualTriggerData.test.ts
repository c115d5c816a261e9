import { expect, it } from 'vitest'
import { manualTriggerData } from './manualTriggerData.ts'
import { encodeMetadata } from './metadata.ts'

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

it('gives a queue message of its own the data of one that never was in a queue', () => {
  const { bindingData } = manualTriggerData('f', trigger('queueTrigger'), '{"id":1}')
  expect(encodeMetadata(bindingData)).toEqual({
    DequeueCount: '0',
    ExpirationTime: '9999-12-31T23:59:59+00:00',
    InsertionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
    NextVisibleTime: '9999-12-31T23:59:59+00:00',
    sys: expect.anything(),
    id: '"1"',
  })
})

it.each([
  [trigger('serviceBusTrigger'), '{"id":1}', { id: '"1"' }],
  [trigger('serviceBusTrigger', 'binary'), '{"id":1}', {}],
  [trigger('cosmosDBTrigger'), '{"id":1}', {}],
  [trigger('eventHubTrigger', undefined, 'many'), '{"id":1}', {}],
  [trigger('eventGridTrigger'), '{"id":"1","data":{"k":"v"}}', { data: { k: 'v' } }],
])('tells of the input of %j what its trigger would: %s', (binding, input, expected) => {
  const { sys, ...metadata } = encodeMetadata(manualTriggerData('f', binding, input).bindingData)
  expect(metadata).toEqual(expected)
  expect(sys).toMatchObject({ MethodName: 'f' })
})
