import { describe, expect, it } from 'vitest'
import { parseAnswer } from './parseAnswer.ts'

const response = (body: string, contentType = 'application/json; charset=utf-8', status = 200) => ({
  status,
  statusText: 'Text',
  contentType,
  body: Buffer.from(body),
})

describe('parseAnswer', () => {
  it('reads the three members ignoring case and nothing else', () => {
    expect(parseAnswer(response('{"outputs":{"A":1},"LOGS":["x"],"returnvalue":2,"foo":1}'))).toEqual({
      outputs: { A: 1 },
      logs: ['x'],
      returnValue: 2,
    })
  })

  it('takes a byte order mark for none of the text', () =>
    expect(parseAnswer(response('\uFEFF{"ReturnValue":1}')).returnValue).toBe(1))

  it('takes scalars in Logs as they stand', () => {
    const { logs } = parseAnswer(response('{"Logs":["x",1.50,true,null,"2026-01-02T03:04:05.10Z"]}'))
    expect(logs).toEqual(['x', '1.50', 'true', 'null', '2026-01-02T03:04:05.10Z'])
  })

  it.each(['{}', '{"foo":1}', '{"Outputs":null,"Logs":null,"ReturnValue":null}'])(
    'finds nothing set in %s',
    (body) =>
      expect(parseAnswer(response(body, 'text/json', 204))).toEqual({
        outputs: undefined,
        logs: [],
        returnValue: undefined,
      }),
  )

  it.each([
    [response('x', 'text/plain', 302), 'Response status code does not indicate success: 302 (Text). Body: x'],
    [
      response(''),
      'The handler answered 200 with an empty body. On Azure this invocation hangs until functionTimeout. Answer at least {} with content type application/json.',
    ],
    [
      response('null'),
      'The handler answered 200 with an empty body. On Azure this invocation hangs until functionTimeout. Answer at least {} with content type application/json.',
    ],
    [
      response('{}', 'text/plain'),
      `Invalid HttpResponseMessage: its content type is 'text/plain', not application/json. Status 200, content type 'text/plain'. Body: {}`,
    ],
    [
      response('{'),
      `Invalid HttpResponseMessage: its body is not JSON. Status 200, content type 'application/json; charset=utf-8'. Body: {`,
    ],
    [
      response('[1]'),
      `Invalid HttpResponseMessage: it is not a JSON object. Status 200, content type 'application/json; charset=utf-8'. Body: [1]`,
    ],
    [
      response('{"Logs":"x"}'),
      `Invalid HttpResponseMessage: Logs is not an array of strings. Status 200, content type 'application/json; charset=utf-8'. Body: {"Logs":"x"}`,
    ],
    [
      response('{"Outputs":[]}'),
      `Invalid HttpResponseMessage: Outputs is not an object. Status 200, content type 'application/json; charset=utf-8'. Body: {"Outputs":[]}`,
    ],
  ])('fails the invocation for %j', (answer, message) => {
    expect(() => parseAnswer(answer)).toThrow(expect.objectContaining({ name: 'InvocationError', message }))
  })
})
