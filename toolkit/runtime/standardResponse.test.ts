import { afterEach, expect, test } from 'vitest'
import { installStandardResponse } from './standardResponse.ts'

const Native = globalThis.Response

// As Bun has it: no content type for a text.
class LaxResponse extends Native {
  constructor(...[body, init]: ConstructorParameters<typeof Native>) {
    super(body instanceof Uint8Array || !body ? body : new TextEncoder().encode(String(body)), init)
  }
}

afterEach(() => {
  globalThis.Response = Native
})

test('a text gets the content type of the standard unless it has one', async () => {
  globalThis.Response = LaxResponse
  expect(new Response('a').headers.has('content-type')).toBe(false)
  installStandardResponse()
  expect(new Response('a').headers.get('content-type')).toBe('text/plain;charset=UTF-8')
  expect(new Response('a', { headers: { 'Content-Type': 'text/html' } }).headers.get('content-type')).toBe(
    'text/html',
  )
  expect(new Response(new Uint8Array([1])).headers.has('content-type')).toBe(false)
  expect(await new Response('a', { status: 201 }).text()).toBe('a')
})

test('what is no kind of body is a text', async () => {
  globalThis.Response = LaxResponse
  installStandardResponse()
  for (const body of [5, true, { a: 1 }, [1, 2]]) {
    const response: Response = Reflect.construct(Response, [body])
    expect(response.headers.get('content-type')).toBe('text/plain;charset=UTF-8')
    expect(await response.text()).toBe(String(body))
  }
})

test.each([101, 99, 600])('%d is no status of an answer', (status) => {
  installStandardResponse()
  expect(() => new Response(null, { status })).toThrow(
    new RangeError(`The status of an answer is a number from 200 to 599, not ${status}.`),
  )
})

test('a response made by the platform is still a Response', () => {
  installStandardResponse()
  expect(Native.json({})).toBeInstanceOf(Response)
  expect(new Response()).toBeInstanceOf(Response)
  expect({}).not.toBeInstanceOf(Response)
})
