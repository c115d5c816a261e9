import { describe, expect, it } from 'vitest'
import { forwardedHeaders, forwardedTarget } from './forwardedRequest.ts'

describe('forwardedTarget', () => {
  it.each([
    ['/api/x', '/api/x'],
    ['/api/a%20b?', '/api/a%20b'],
    ['/api/x?b=1&a=2&B=3', '/api/x?b=1,3&a=2'],
    [`/api/x?q=a'b@c;d$e(f)*!~&p=%26%3D%20%2f%C3%A9`, '/api/x?q=a%27b@c;d$e(f)*!~&p=%26%3D%20%2F%C3%A9'],
    ['/api/%7Eme/%c3%a9/x%2Fy?', '/api/~me/%C3%A9/x%2Fy'],
    ['/api/a%3Fb/c?x=1', '/api/a?x=1'],
    ['/api/x?&a+b=c+d&=e&f=%FF', '/api/x?a%20b=c%20d&=e&f=%25FF'],
    ['/api/a%23b', '/api/a'],
    ['/api/100%25/%2541', '/api/100%25/A'],
    ['/api/x?flag&code=k%2B', '/api/x?flag=&code=k%2B'],
  ])('rebuilds %s', (target, expected) => expect(forwardedTarget(target)).toBe(expected))
})

const added = {
  'X-Azure-Functions-HostVersion': '4.1037.0.0',
  'X-Azure-Functions-InvocationId': 'id',
  'User-Agent': 'Azure-Functions-Host/4.1037.0.0',
}

describe('forwardedHeaders', () => {
  it('adds its own values to those of the client, in one line', () => {
    const raw = [
      'x-azure-functions-invocationid',
      'mine',
      'user-agent',
      'curl/8',
      'Cookie',
      'a=1',
      'cookie',
      'b=2',
    ]
    expect([...forwardedHeaders(raw, 'id', 'none')]).toEqual([
      ['User-Agent', 'curl/8 Azure-Functions-Host/4.1037.0.0'],
      ['Cookie', 'a=1; b=2'],
      ['x-azure-functions-invocationid', 'mine, id'],
      ['X-Azure-Functions-HostVersion', '4.1037.0.0'],
    ])
  })

  it('puts the headers in the order of .NET, those of the body last, and loses other content headers', () => {
    const raw = ['content-length', '2', 'X-Two', 'a', 'Content-Type', 'text/plain', 'host', 'h', 'x-two', 'b']
    const lost = ['Content-Encoding', 'gzip', 'Expires', '0', 'Upgrade', 'h2c', 'Connection', 'Upgrade']
    expect(Object.entries(Object.fromEntries(forwardedHeaders([...raw, ...lost], 'id', 'sent')))).toEqual(
      Object.entries({
        Host: 'h',
        'X-Two': 'a, b',
        ...added,
        'Content-Length': '2',
        'Content-Type': 'text/plain',
      }),
    )
  })

  it('gives an empty body a length', () =>
    expect(Object.fromEntries(forwardedHeaders(['Connection', 'keep-alive'], 'id', 'empty'))).toEqual({
      Connection: 'keep-alive',
      ...added,
      'Content-Length': '0',
    }))
})
