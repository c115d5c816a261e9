import { describe, expect, it } from 'vitest'
import { readDotNetJson } from '../dotNetJson.ts'
import { tableEntities } from './tableEntities.ts'

const keys = { partitionKey: 'p', rowKey: undefined }

describe('tableEntities', () => {
  it('takes one object, several, or JSON text of either; own keys win', () => {
    const expected = { partitionKey: 'p', rowKey: '1', Text: 'x' }
    expect(tableEntities('out', { RowKey: 1, Text: 'x' }, keys)).toEqual([expected])
    expect(tableEntities('out', '[{"rowKey":"1","Text":"x"}]', keys)).toEqual([expected])
    const own = { PARTITIONKEY: 'q', rowkey: '2' }
    expect(tableEntities('out', [own], { partitionKey: 'p', rowKey: 'r' })).toEqual([
      { partitionKey: 'q', rowKey: '2' },
    ])
  })

  it('gives each value the type .NET finds for it, and leaves null out', () => {
    const item = readDotNetJson(
      '{"rowKey":"r","n":5,"d":0.5,"w":1.0,"b":true,"date":"2026-01-02T03:04:05Z","none":null}',
    )
    expect(tableEntities('out', item, keys)).toEqual([
      {
        partitionKey: 'p',
        rowKey: 'r',
        n: { type: 'Int64', value: '5' },
        d: { type: 'Double', value: '0.5' },
        w: { type: 'Double', value: '1' },
        b: true,
        date: new Date('2026-01-02T03:04:05Z'),
      },
    ])
  })

  it.each([
    ['text', `Table output 'out' takes an object or an array of objects, not "text".`],
    [[5], `Table output 'out' takes an object or an array of objects, not 5.`],
    [
      { Text: 'x' },
      `An entity of table output 'out' has no rowKey. Give it one, or give the binding one in function.json.`,
    ],
    [
      { rowKey: 'r', list: [1] },
      `Property 'list' in table output 'out' is an object or a list, which a table cannot hold. Send it as JSON text.`,
    ],
  ])('refuses %j', (value, message) => expect(() => tableEntities('out', value, keys)).toThrow(message))
})
