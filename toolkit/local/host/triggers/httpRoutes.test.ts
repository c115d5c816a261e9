import { describe, expect, it } from 'vitest'
import type { HostedFunction } from '../functionFolders.ts'
import { createHttpRoutes, httpFunction } from './httpRoutes.ts'

const hosted = (name: string, properties: object = {}): HostedFunction => ({
  name,
  trigger: { name: 'req', type: 'httpTrigger', direction: 'in', ...properties },
  inputs: [],
  outputs: [],
  retry: undefined,
  isDisabled: false,
})

function problems(...functions: readonly HostedFunction[]): readonly string[] {
  const found: string[] = []
  createHttpRoutes(functions.map(httpFunction), 'api', ({ name }, message) =>
    found.push(`${name}: ${message}`),
  )
  return found
}

describe('httpFunction', () => {
  it('takes the name for a missing route and all methods for none', () => {
    expect(httpFunction(hosted('hello'))).toMatchObject({
      template: 'hello',
      methods: [],
      absentParameters: {},
    })
    expect(httpFunction(hosted('hello', { route: '' })).template).toBe('hello')
  })

  it('knows the parameters of a route', () => {
    const route = '/a/{id:regex(^\\d{{2}}$)}/{kind=x}/{*rest}'
    expect(httpFunction(hosted('f', { route })).absentParameters).toEqual({
      id: null,
      kind: null,
      rest: null,
    })
  })
})

describe('createHttpRoutes', () => {
  it('accepts one route for disjoint methods', () => {
    expect(
      problems(hosted('a', { route: 'x', methods: ['get'] }), hosted('b', { route: 'x', methods: ['PUT'] })),
    ).toEqual([])
  })

  it('reports a second owner, a reserved route and a template that is none, and keeps the others', () => {
    const found = problems(
      hosted('a', { route: 'x/{id}' }),
      hosted('b', { route: 'X/{id}', methods: ['get'] }),
      hosted('c', { route: 'runtime/x' }),
      hosted('e', { route: '/Administration' }),
      hosted('d', { route: 'x/{id' }),
    )
    expect(found).toEqual([
      `b: The route specified conflicts with the route defined by function 'a'.`,
      'c: The specified route conflicts with one or more built in routes.',
      'e: The specified route conflicts with one or more built in routes.',
      expect.stringMatching(/^d: ./),
    ])
  })
})
