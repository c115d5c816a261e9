import { describe, expect, it } from 'vitest'
import { overrideHostJson } from './hostJsonOverrides.ts'

const override = (hostJson: unknown, environment: Record<string, string>) =>
  JSON.parse(overrideHostJson(JSON.stringify(hostJson), environment))

describe('overrideHostJson', () => {
  it('puts values at any depth, ignoring case, and leaves other settings alone', () => {
    const environment = {
      AzureFunctionsJobHost__EXTENSIONS__http__routePrefix: '',
      azurefunctionsjobhost__customHandler__description__arguments__1: 'second',
      OTHER: 'x',
    }
    expect(
      override(
        { extensions: { queues: {} }, customHandler: { description: { arguments: ['a', 'b'] } } },
        environment,
      ),
    ).toEqual({
      extensions: { queues: {}, http: { routePrefix: '' } },
      customHandler: { description: { arguments: ['a', 'second'] } },
    })
  })

  it.each([
    ['["x","y"]', ['x', 'y']],
    ['[broken', ['a']],
  ])('takes arguments %s from JSON and ignores what is malformed', (value, expected) => {
    const environment = { AzureFunctionsJobHost__customHandler__description__arguments: value }
    expect(override({ customHandler: { description: { arguments: ['a'] } } }, environment)).toEqual({
      customHandler: { description: { arguments: expected } },
    })
  })

  it('leaves text that is not JSON to the parser', () =>
    expect(overrideHostJson('{', { AzureFunctionsJobHost__version: '2.0' })).toBe('{'))
})
