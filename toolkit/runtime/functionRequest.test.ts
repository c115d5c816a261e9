import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RpcHttpData } from './coreTypes.ts'
import { FunctionRequest } from './functionRequest.ts'
import { library } from './library.ts'
import { library as official } from './testing/testHost.ts'
import { fromRequest } from './testing/webHandle.ts'

const signedIn = {
  'x-ms-client-principal': btoa(JSON.stringify({ claims: [{ typ: 'name', val: 'Ada' }] })),
  'x-ms-client-principal-id': '7',
  'x-ms-client-principal-name': 'Ada',
  'x-ms-client-principal-idp': 'aad',
}

/** The same request, as ours and as the library's own. */
function both(path: string, init: RequestInit, params: Record<string, string> = {}) {
  const native = () => fromRequest(new Request(`http://app${path}`, init))
  const query = native().query
  const theirs: RpcHttpData = { nativeRequest: native(), params, query: query || '?' }
  return [new FunctionRequest(native(), query, params, library), new (library().HttpRequest)(theirs)] as const
}

const post = { method: 'POST', body: '{"a":"é"}', headers: { 'content-type': 'application/json' } }

describe('a request for a function is what the library makes of it', () => {
  test.each([
    ['/api/o?a=1&a=2&b=%20x+y&c', {}],
    ['/api/o', { headers: { 'x-own': 'v', ...signedIn } }],
    ['/api/o?', post],
  ])('%s', async (path, init) => {
    const [ours, theirs] = both(path, init, { id: '7' })
    for (const member of ['url', 'method', 'params', 'user', 'bodyUsed'] as const)
      expect(ours[member]).toEqual(theirs[member])
    expect([...ours.query]).toEqual([...theirs.query])
    expect([...ours.headers]).toEqual([...theirs.headers])
    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort())
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs))
    expect(ours.body === null).toBe(theirs.body === null)
    expect(await ours.text()).toBe(await theirs.text())
    expect(ours.bodyUsed).toBe(theirs.bodyUsed)
  })

  test.each(['arrayBuffer', 'blob', 'json', 'text'] as const)('read by %s, and once', async (read) => {
    const [ours, theirs] = both('/api/o', post)
    expect(await ours[read]()).toEqual(await theirs[read]())
    await expect(ours[read]()).rejects.toThrow()
    await expect(theirs[read]()).rejects.toThrow()
  })

  test('with a form', async () => {
    const body = new URLSearchParams({ name: 'Ada' })
    const [ours, theirs] = both('/api/o', { method: 'POST', body })
    expect([...(await ours.formData())]).toEqual([...(await theirs.formData())])
  })

  test('whatever its query', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (text) => {
        const [ours, theirs] = both(`/api/o?${text}`, {})
        expect([...ours.query]).toEqual([...theirs.query])
      }),
    )
  })
})

test('a copy is a request of the library with a body of its own, and later changes do not reach it', async () => {
  const [ours] = both('/api/o?a=1', post, { id: '7' })
  const copy = ours.clone()
  ours.params.id = '8'
  expect(copy).toBeInstanceOf(official.HttpRequest)
  expect([copy.url, copy.query.get('a'), copy.params]).toEqual(['http://app/api/o?a=1', '1', { id: '7' }])
  expect([await copy.text(), await ours.text()]).toEqual([post.body, post.body])
})

test('a request for a function is an instance of the library that the function imports', () => {
  expect(both('/api/o', {})[0]).toBeInstanceOf(official.HttpRequest)
})
