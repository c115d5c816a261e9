import { describe, expect, it } from 'vitest'
import { readDotNetJson } from '../dotNetJson.ts'
import { httpResult } from './httpResult.ts'

const answer = (members: { outputs?: Record<string, unknown>; returnValue?: unknown }) => ({
  outputs: undefined,
  logs: [],
  returnValue: undefined,
  ...members,
})
const output = (name: string) => [{ name, type: 'http', direction: 'out' }] as const
const text = { 'Content-Type': 'text/plain; charset=utf-8' }

describe('httpResult of a named output', () => {
  it.each([
    [{ statusCode: 201, body: 'x' }, 201, 'x'],
    [{ STATUSCODE: '404' }, 404, ''],
    [{ statusCode: 'many', body: 5 }, 200, '5'],
    [{ status: 500, body: true }, 200, 'True'],
    [{ body: [1] }, 200, '[\n  1\n]'],
    ['{"statusCode":418,"body":null}', 418, ''],
    [{ statusCode: true }, 200, ''],
    [{ statusCode: '0x194' }, 200, ''],
    [readDotNetJson('{"statusCode":404.0}'), 200, ''],
    [
      readDotNetJson('{"body":{"n":1.0,"at":"2026-01-02T03:04:05.000Z"}}'),
      200,
      '{\n  "n": 1.0,\n  "at": "2026-01-02T03:04:05Z"\n}',
    ],
    [readDotNetJson('{"body":"2026-01-02T03:04:05Z"}'), 200, '01/02/2026 03:04:05'],
    [{ body: '2026-01-02T03:04:05Z' }, 200, '2026-01-02T03:04:05Z'],
    [{ headers: '' }, 200, ''],
  ])('reads %j', (res, status, body) => {
    expect(httpResult(output('res'), answer({ outputs: { res } }))).toEqual({ status, headers: text, body })
  })

  it('takes headers as text and completes the content type', () => {
    const headers = { 'content-type': 'application/json', 'X-N': 1, 'X-B': false, 'Content-Length': 99 }
    expect(httpResult(output('res'), answer({ outputs: { res: { headers } } })).headers).toEqual({
      'Content-Type': 'application/json; charset=utf-8',
      'X-N': '1',
      'X-B': 'False',
    })
  })

  it.each([
    ['text/html; charset=iso-8859-1; x=1', 'text/html; charset=utf-8; x=1'],
    ['text/html;Charset="UTF-8"', 'text/html;Charset="UTF-8"'],
    ['', 'text/plain; charset=utf-8'],
  ])('makes %j the content type %j', (type, expected) => {
    const res = { headers: { 'content-type': type } }
    expect(httpResult(output('res'), answer({ outputs: { res } })).headers['Content-Type']).toBe(expected)
  })

  it('keeps the first of two headers whose names differ by case', () => {
    const res = { headers: { 'X-A': 1, 'x-a': 2 } }
    expect(httpResult(output('res'), answer({ outputs: { res } })).headers).toMatchObject({ 'X-A': '1' })
  })

  it.each([
    [{ outputs: {} }, 200, '{}'],
    [{ outputs: { other: 1 } }, 200, '{}'],
    [{}, 204, ''],
    [{ returnValue: 'hi' }, 200, 'hi'],
    [{ returnValue: { res: { statusCode: 201, body: 'x' } } }, 201, 'x'],
    [{ outputs: { res: { body: 'a' } }, returnValue: 'b' }, 200, 'a'],
    [{ outputs: { res: { body: 'a' } }, returnValue: { res: { body: 'b', status: 202 } } }, 202, 'b'],
    [{ returnValue: { res: 'plain' } }, 200, 'plain'],
    [{ returnValue: { res: { statusCode: 404 } } }, 200, '{\n  "statusCode": 404\n}'],
    [{ returnValue: { other: [1] } }, 200, '{"other":[1]}'],
    [{ returnValue: [1, 'a'] }, 200, '[1,"a"]'],
    [{ returnValue: true }, 200, 'true'],
  ])('makes of %j what the host makes of it', (members, status, body) => {
    expect(httpResult(output('res'), answer(members))).toMatchObject({ status, body })
  })

  it.each([
    [
      null,
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. It is no object. Answer an object with statusCode, headers and body.',
    ],
    [
      'plain',
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. It is no object. Answer an object with statusCode, headers and body.',
    ],
    [
      [],
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. It is no object. Answer an object with statusCode, headers and body.',
    ],
    [
      { headers: [] },
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. Its headers have to be an object. Answer an object with statusCode, headers and body.',
    ],
    [
      { statusCode: {} },
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. Its statusCode and status have to be scalars. Answer an object with statusCode, headers and body.',
    ],
    [{ headers: { 'Content-Type': null } }, 'content-type header cannot be null'],
    [
      { headers: { 'Set-Cookie': ['a=1', 'b=2'] } },
      `The value of response header 'Set-Cookie' must be text, a number or a boolean.`,
    ],
    [{ headers: { X: 'a\r\nb' } }, `Response header 'X' has characters that HTTP does not allow.`],
    [{ statusCode: 1000 }, `The status code 1000 is not one of HTTP's, 200 to 999.`],
  ])('fails for %j', (res, message) => {
    expect(() => httpResult(output('res'), answer({ outputs: { res } }))).toThrow(
      expect.objectContaining({ message }),
    )
  })
})

describe('httpResult of a function without an http output', () => {
  it.each([
    [{ outputs: { res: { body: 'a' } } }, 204, ''],
    [{ outputs: {}, returnValue: 'hi' }, 200, 'hi'],
  ])('makes of %j what the host makes of it', (members, status, body) => {
    expect(httpResult([], answer(members))).toMatchObject({ status, body })
  })
})

describe('httpResult of $return', () => {
  it('answers bytes for text that could be base64, with no content type', () => {
    const result = httpResult(output('$return'), answer({ returnValue: 'aGVsbG8=' }))
    expect(result).toEqual({ status: 200, headers: {}, body: Buffer.from('hello') })
  })

  it.each([
    [undefined, 204, ''],
    ['5.0', 200, '5'],
    [readDotNetJson('"2026-01-02T03:04:05Z"'), 200, '01/02/2026 03:04:05'],
    [{ body: { a: 1 } }, 200, '{"a":1}'],
    [{ body: [1] }, 200, 'System.Collections.Generic.List`1[System.Object]'],
    ['hi', 200, 'hi'],
    ['{"body":"x","status":201}', 201, 'x'],
    [{ body: 'x', statusCode: 404 }, 404, 'x'],
    [{ status: 404 }, 200, '{\n  "status": 404\n}'],
    [[1], 200, '[\n  1\n]'],
  ])('reads %j', (returnValue, status, body) => {
    expect(
      httpResult(output('$return'), answer({ outputs: { $return: 'ignored' }, returnValue })),
    ).toMatchObject({
      status,
      body,
    })
  })
})
