import { describe, expect, test } from 'vitest'
import { encodeHttpResponse } from './resultHttp.ts'

const body = (text: string) => ({ bytes: new TextEncoder().encode(text) })

describe('the output of an HTTP function', () => {
  test('has a numeric status, the headers and the body as text', () => {
    const http = { statusCode: '202', headers: { 'x-a': '1' }, body: body('{"id":"é"}') }
    expect(encodeHttpResponse(http)).toEqual({ statusCode: 202, headers: { 'x-a': '1' }, body: '{"id":"é"}' })
  })

  test('is 204 when the function returned nothing', () => {
    expect(encodeHttpResponse(undefined)).toEqual({ statusCode: 204, headers: {}, body: '' })
  })

  test('carries one cookie as a header', () => {
    const http = { statusCode: '200', cookies: [{ name: 'a', value: 'b' }], body: body('') }
    expect(encodeHttpResponse(http).headers).toEqual({ 'set-cookie': 'a=b' })
  })

  test('refuses several cookies, which the host cannot carry', () => {
    const http = { statusCode: '200', cookies: [{ name: 'a' }, { name: 'b' }] }
    expect(() => encodeHttpResponse(http)).toThrow(
      'The answer has several cookies, but a function with further bindings can set only one: the custom handler ' +
        'protocol has one value per header. Set one cookie, or move the other bindings to another function.',
    )
  })

  test('refuses a cookie beside one that was set as a header', () => {
    const http = { headers: { 'set-cookie': 'a=1' }, cookies: [{ name: 'b' }] }
    expect(() => encodeHttpResponse(http)).toThrow(/^The answer has several cookies/)
    expect(encodeHttpResponse({ ...http, cookies: [] }).headers).toEqual({ 'set-cookie': 'a=1' })
  })

  test('refuses bytes that are no text, which the host would corrupt', () => {
    const http = { statusCode: '200', body: { bytes: new Uint8Array([0x89, 0x50, 0xff]) } }
    expect(() => encodeHttpResponse(http)).toThrow(
      'The answer is binary, but a function with further bindings can answer text only: the custom handler ' +
        'protocol has no bytes there. Answer text, or move the other bindings to another function.',
    )
  })
})
