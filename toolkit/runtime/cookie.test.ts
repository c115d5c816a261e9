import { expect, test } from 'vitest'
import { serializeCookie } from './cookie.ts'

test('a cookie has only the attributes that were set', () => {
  expect(serializeCookie({ name: 'a', value: 'b c;d', sameSite: 'none' })).toBe('a=b%20c%3Bd')
})

test('a cookie carries every attribute', () => {
  const cookie = {
    name: 'id',
    value: '1',
    maxAge: { value: 60 },
    domain: { value: 'example.org' },
    path: { value: '/' },
    expires: { value: { seconds: 1_767_225_600 } },
    httpOnly: { value: true },
    secure: { value: true },
    sameSite: 'explicitNone' as const,
  }
  expect(serializeCookie(cookie)).toBe(
    'id=1; Max-Age=60; Domain=example.org; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT; ' +
      'HttpOnly; Secure; SameSite=None',
  )
})

test('a cookie that ends at once keeps its Max-Age of 0', () => {
  expect(serializeCookie({ name: 'a', value: '', maxAge: { value: 0 }, httpOnly: { value: false } })).toBe(
    'a=; Max-Age=0',
  )
})
