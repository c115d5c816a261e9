import { describe, expect, it } from 'vitest'
import { forwardedHeaders, forwardedTarget } from './forwardedRequest.ts'

describe('forwardedTarget', () => {
  it.each([
    ['/api/x', '/api/x'],
    ['/api/a%20b?', '/api/a%20b'],
    ['/api/x?b=1&a=2&B=3', '/api/x?b=1%2C3&a=2'],
    ['/api/x?flag&code=k%2B', '/api/x?flag=&code=k%2B'],
  ])('rebuilds %s', (target, expected) => expect(forwardedTarget(target)).toBe(expected))
})

describe('forwardedHeaders', () => {
  it('keeps a second value of a header the host adds', () => {
    const headers = forwardedHeaders(['X-Azure-Functions-InvocationId', 'mine'], 'id', false, false)
    expect(headers).toEqual([
      'X-Azure-Functions-InvocationId',
      'mine',
      'User-Agent',
      'Azure-Functions-Host/4.1037.0.0',
      'X-Azure-Functions-InvocationId',
      'id',
      'X-Azure-Functions-HostVersion',
      '4.1037.0.0',
    ])
  })
})
