import { describe, expect, test } from 'vitest'
import { get, open, text } from './testing/openConnection.ts'

describe('refused with the reason:', () => {
  test.each<[string, string, number, string]>([
    ['TLS', '\x16\x03\x01\x02', 400, 'This is no request of HTTP/1.1.'],
    ['a word', 'hello\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    ['another version', 'GET / HTTP/2.0\r\nHost: a\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    ['a lower-case protocol', 'GET / http/1.1\r\nHost: a\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    [
      'a target for a proxy',
      'GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      'This is no request of HTTP/1.1.',
    ],
    [
      'a target that is no path',
      'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      'This is no request of HTTP/1.1.',
    ],
    ['a blank in the target', 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: a\n\n', 400, 'This is no request of HTTP/1.1.'],
    ['an endless verb', 'A'.repeat(40), 400, 'This is no request of HTTP/1.1.'],
    [
      'a folded field',
      get('/').replace('Host: a', 'Host: a\r\nX: a\r\n b'),
      400,
      'A header field is malformed.',
    ],
    [
      'a blank before the colon',
      get('/').replace('Host: a', 'Host : a'),
      400,
      'A header field is malformed.',
    ],
    ['a zero byte', get('/').replace('Host: a', 'Host: a\r\nX: \0'), 400, 'A header field is malformed.'],
    [
      'a lone carriage return',
      get('/').replace('Host: a', 'Host: a\r\nX: a\rb'),
      400,
      'A header field is malformed.',
    ],
    [
      'a field without a name',
      get('/').replace('Host: a', 'Host: a\r\n: a'),
      400,
      'A header field is malformed.',
    ],
    ['two hosts', get('/').replace('Host: a', 'Host: a\r\nHost: b'), 400, 'The Host header is not valid.'],
    ['no host', get('/').replace('Host: a\r\n', ''), 400, 'The Host header is not valid.'],
    [
      'a length and chunks',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked'),
      400,
      'A request has a length or chunks, not both.',
    ],
    [
      'two lengths',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: 1\r\nContent-Length: 1'),
      400,
      'The content length "1, 1" is no number.',
    ],
    [
      'a signed length',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: +1'),
      400,
      'The content length "+1" is no number.',
    ],
    [
      'another transfer encoding',
      get('/').replace('Host: a', 'Host: a\r\nTransfer-Encoding: gzip, chunked'),
      400,
      'The transfer encoding "gzip, chunked" is not known here: only "chunked" is.',
    ],
    [
      'chunks in HTTP/1.0',
      'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'The transfer encoding "chunked" is not known here: only "chunked" is.',
    ],
    [
      'too large a body',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: 9999999'),
      413,
      'The body of the request is too large.',
    ],
    [
      'another expectation',
      get('/').replace('Host: a', 'Host: a\r\nExpect: money\r\nContent-Length: 1'),
      417,
      'Only "100-continue" can be expected.',
    ],
    [
      'too large a head',
      get('/').replace('Host: a', `Host: a\r\nX: ${'x'.repeat(70_000)}`),
      431,
      'The head of the request is larger than 64 KiB.',
    ],
    [
      'too many fields',
      get('/').replace('Host: a', `Host: a${'\r\nX: a'.repeat(600)}`),
      431,
      'There are more than 500 header fields.',
    ],
  ])('%s', (_what, request, status, reason) => {
    const { receive, output, state } = open(() => text('never'))
    receive(request)
    expect([output().split(' ')[1], output().split('\r\n\r\n')[1]]).toEqual([String(status), `${reason}\n`])
    expect(state.ended).toBe(true)
    receive(get('/'))
    expect(output().split('HTTP/1.1 ')).toHaveLength(2)
  })
})
