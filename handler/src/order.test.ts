import { describe, expect, test } from 'vitest'
import { parseOrder } from './order.ts'

describe('parseOrder', () => {
  test('keeps the item and the quantity and nothing else', () => {
    expect(parseOrder('{"item":"tea","quantity":2,"price":1}')).toEqual({ item: 'tea', quantity: 2 })
  })

  test.each(['', 'tea', 'null', '[]', '7', '{'])('refuses the body %j, which is no JSON object', (body) => {
    expect(parseOrder(body)).toEqual({ problem: { field: 'body', reason: 'must be a JSON object' } })
  })

  test.each([
    '{"quantity":1}',
    '{"item":"","quantity":1}',
    '{"item":" ","quantity":1}',
    '{"item":7,"quantity":1}',
  ])('names the item in %s', (body) => {
    expect(parseOrder(body)).toEqual({ problem: { field: 'item', reason: 'must be a non-empty string' } })
  })

  test.each(['0', '-1', '1.5', '"2"', '1e400', 'null'])('refuses the quantity %s', (quantity) => {
    expect(parseOrder(`{"item":"tea","quantity":${quantity}}`)).toEqual({
      problem: { field: 'quantity', reason: 'must be a positive integer' },
    })
  })
})
