import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeMetadata, mergeBindingData, payloadData } from './metadata.ts'

describe('encodeMetadata', () => {
  it('drops nulls and every key that ends in trigger', () => {
    expect(encodeMetadata({ QueueTrigger: 'x', myTRIGGER: 1, triggers: 'y', none: null, n: 1 })).toEqual({
      triggers: '"y"',
      n: '1',
    })
  })
})

describe('payloadData', () => {
  it('takes the properties of an object but arrays and nulls, scalars as .NET text', () => {
    expect(payloadData(' {"a":"x","n":12,"b":true,"o":{"k":[1]},"l":[1],"z":null} ')).toEqual({
      a: 'x',
      n: '12',
      b: 'True',
      o: { k: [1] },
    })
  })

  it('takes a date as .NET writes it, and numbers of any size with their digits', () => {
    const payload = '{"at":"2026-01-02T03:04:05.5+01:00","big":12345678901234567890,"d":1.0,"e":1e20}'
    const big = '12345678901234567890'
    expect(payloadData(payload)).toEqual({ at: '01/02/2026 02:04:05', big, d: '1', e: '1E+20' })
  })

  it.each(['[1]', 'text', '{broken}', '', '12'])('takes nothing from %j', (payload) =>
    expect(payloadData(payload)).toEqual({}),
  )

  it('survives any text', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof payloadData(text) === 'object'))
  })
})

describe('mergeBindingData', () => {
  it('replaces a value whose name differs by case, and keeps the spelling', () => {
    expect(mergeBindingData({ Id: 'system', x: 1 }, { id: 'payload' })).toEqual({ Id: 'payload', x: 1 })
  })
})
