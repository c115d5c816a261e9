import { afterEach, expect, test } from 'vitest'
import { installStandardResponse } from './standardResponse.ts'

const Native = globalThis.Response

// As Bun has it: no content type for a text.
class LaxResponse extends Native {
  constructor(...[body, init]: ConstructorParameters<typeof Native>) {
    super(typeof body === 'string' ? new TextEncoder().encode(body) : body, init)
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

test('a response made by the platform is still a Response', () => {
  installStandardResponse()
  expect(Native.json({})).toBeInstanceOf(Response)
  expect(new Response()).toBeInstanceOf(Response)
  expect({}).not.toBeInstanceOf(Response)
})
