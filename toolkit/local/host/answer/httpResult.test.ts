import { describe, expect, it } from 'vitest'
import { httpResult } from './httpResult.ts'

const answer = (members: { outputs?: Record<string, unknown>; returnValue?: unknown }) => ({
  outputs: undefined,
  logs: [],
  returnValue: undefined,
  ...members,
})
const text = { 'Content-Type': 'text/plain; charset=utf-8' }

describe('httpResult of a named output', () => {
  it.each([
    [{ statusCode: 201, body: 'x' }, 201, 'x'],
    [{ STATUSCODE: '404' }, 404, ''],
    [{ statusCode: 'many', body: 5 }, 200, '5'],
    [{ status: 500, body: true }, 200, 'True'],
    [{ body: [1] }, 200, '[\n  1\n]'],
    ['{"statusCode":418,"body":null}', 418, ''],
  ])('reads %j', (res, status, body) => {
    expect(httpResult('res', answer({ outputs: { res } }))).toEqual({ status, headers: text, body })
  })

  it('takes headers as text and completes the content type', () => {
    const headers = { 'content-type': 'application/json', 'X-N': 1, 'X-B': false, 'Content-Length': 99 }
    expect(httpResult('res', answer({ outputs: { res: { headers } } })).headers).toEqual({
      'Content-Type': 'application/json; charset=utf-8',
      'X-N': '1',
      'X-B': 'False',
    })
  })

  it.each([
    [{ outputs: {} }, 200, '{}'],
    [{ outputs: { other: 1 } }, 200, '{}'],
    [{}, 204, ''],
    [{ returnValue: 'hi' }, 200, 'hi'],
    [{ returnValue: { res: { statusCode: 201, body: 'x' } } }, 201, 'x'],
    [{ outputs: { res: { body: 'a' } }, returnValue: 'b' }, 200, 'a'],
  ])('makes of %j what the host makes of it', (members, status, body) => {
    expect(httpResult('res', answer(members))).toMatchObject({ status, body })
  })

  it.each([
    [
      null,
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. Answer an object with statusCode, headers and body.',
    ],
    [
      'plain',
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. Answer an object with statusCode, headers and body.',
    ],
    [
      [],
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. Answer an object with statusCode, headers and body.',
    ],
    [{ headers: { 'Content-Type': null } }, 'content-type header cannot be null'],
    [
      { headers: { 'Set-Cookie': ['a=1', 'b=2'] } },
      `The value of response header 'Set-Cookie' must be text, a number or a boolean.`,
    ],
    [{ headers: { X: 'a\r\nb' } }, `Response header 'X' has characters that HTTP does not allow.`],
    [{ statusCode: 1000 }, `The status code 1000 is not one of HTTP's, 200 to 999.`],
  ])('fails for %j', (res, message) => {
    expect(() => httpResult('res', answer({ outputs: { res } }))).toThrow(
      expect.objectContaining({ message }),
    )
  })
})

describe('httpResult of $return', () => {
  it.each([
    [undefined, 204, ''],
    ['hi', 200, 'hi'],
    ['{"body":"x","status":201}', 201, 'x'],
    [{ body: 'x', statusCode: 404 }, 404, 'x'],
    [{ status: 404 }, 200, '{\n  "status": 404\n}'],
    [[1], 200, '[\n  1\n]'],
  ])('reads %j', (returnValue, status, body) => {
    expect(httpResult('$return', answer({ outputs: { $return: 'ignored' }, returnValue }))).toMatchObject({
      status,
      body,
    })
  })
})
