import { describe, expect, it } from 'vitest'
import { httpFunction, runApp, type ScriptedAnswer } from '../../toolkit/local/host/fixtures/testApp.ts'

/** What the client gets for an answer of the handler, and the log. */
async function relayed(answer: ScriptedAnswer, outputName = 'res') {
  const { bindings } = httpFunction()
  const [trigger, output] = bindings
  const functions = { hello: { bindings: [trigger, { ...output, name: outputName }] } }
  await using app = await runApp({ functions, answers: { '/hello': answer } })
  const response = await fetch(`${app.url}/api/hello`)
  const type = response.headers.get('content-type')
  return {
    status: response.status,
    type,
    text: await response.text(),
    log: app.messages(),
    entries: app.entries,
  }
}

const JSON_TYPE = ['Content-Type', 'application/json']
const TEXT = 'text/plain; charset=utf-8'

describe('contract 13.2, answers', () => {
  it.each([
    [{ status: 299, headers: JSON_TYPE, text: '{}' }, 204],
    [{ headers: ['Content-Type', 'text/json; charset=utf-8'], text: '{}' }, 204],
    [{ status: 300, headers: JSON_TYPE, text: '{}' }, 500],
    [{ status: 404, headers: JSON_TYPE, text: '{}' }, 500],
    [{ headers: ['Content-Type', 'text/plain'], text: '{}' }, 500],
    [{ text: '{}' }, 500],
    [{ headers: JSON_TYPE, text: 'no JSON' }, 500],
    [{ json: { Logs: 'one' } }, 500],
  ])('17. takes %j for an invocation that ends in %i', async (answer, status) => {
    expect(await relayed(answer)).toMatchObject({ status, text: '' })
  })

  it('17. reads top-level names ignoring case, and names of outputs exactly', async () => {
    const found = await relayed({ json: { OUTPUTS: { res: { STATUSCODE: 201 } }, logs: ['a line'] } })
    expect(found.status).toBe(201)
    expect(found.log).toContain('information: a line')
    expect(await relayed({ json: { Outputs: { Res: { statusCode: 201 } } } })).toMatchObject({
      status: 200,
      text: '{}',
    })
  })

  it.each([
    ['an empty body', { headers: JSON_TYPE, text: '' }],
    ['null', { headers: JSON_TYPE, text: 'null' }],
  ])('18. reports %s loudly instead of hanging as Azure does', async (_what, answer) => {
    const { status, log } = await relayed(answer)
    expect(status).toBe(500)
    expect(log).toMatch(/error: .*\n.*On Azure this invocation hangs until functionTimeout/)
  })

  it.each([
    [{ Outputs: { res: { statusCode: 201, body: 'x' } } }, 201, 'x', TEXT],
    [{ Outputs: { res: { statusCode: '202', body: { a: 1 } } } }, 202, '{\n  "a": 1\n}', TEXT],
    [
      { Outputs: { res: { body: true, headers: { 'content-type': 'text/html' } } } },
      200,
      'True',
      'text/html; charset=utf-8',
    ],
    [{ Outputs: { res: '{"statusCode":203}' } }, 203, '', TEXT],
    [{ Outputs: {} }, 200, '{}', TEXT],
    [{}, 204, '', null],
    [{ Outputs: null }, 204, '', null],
    [{ Outputs: null, ReturnValue: 'hi' }, 200, 'hi', TEXT],
    [{ ReturnValue: { res: { statusCode: 201, body: 'x' } } }, 201, 'x', TEXT],
    [{ Outputs: { res: { body: 'a' } }, ReturnValue: 'b' }, 200, 'a', TEXT],
    [{ Outputs: null, ReturnValue: [1] }, 200, '[1]', 'application/json; charset=utf-8'],
    [
      { Outputs: { res: { body: { n: 1.5, at: '2026-01-02T03:04:05.10Z' } } } },
      200,
      '{\n  "n": 1.5,\n  "at": "2026-01-02T03:04:05.1Z"\n}',
      TEXT,
    ],
    [
      { Outputs: { res: { headers: { 'Content-Type': 'text/html; charset=latin1' } } } },
      200,
      '',
      'text/html; charset=utf-8',
    ],
    [{ Outputs: { res: 'plain' } }, 500, '', null],
    [{ Outputs: { res: { headers: ['x'] } } }, 500, '', null],
    [{ Outputs: { res: { statusCode: {} } } }, 500, '', null],
    [{ Outputs: { res: { headers: { 'content-type': null } } } }, 500, '', null],
  ])('21. answers %j with %i %j', async (json, status, text, type) => {
    expect(await relayed({ json })).toMatchObject({ status, text, type })
  })

  it.each([
    [{ ReturnValue: 'hi' }, 200, 'hi'],
    [{ ReturnValue: { status: 201, body: 'x' } }, 201, 'x'],
    [{ ReturnValue: { a: 1 } }, 200, '{\n  "a": 1\n}'],
    [{ ReturnValue: { body: { a: 1 } } }, 200, '{"a":1}'],
    [{ ReturnValue: 'aGVsbG8=' }, 200, 'hello'],
    [{ Outputs: { $return: 'x' } }, 204, ''],
  ])('21. answers %j through $return with %i %j', async (json, status, text) => {
    expect(await relayed({ json }, '$return')).toMatchObject({ status, text })
  })

  it('22. logs each line of Logs as information of the function', async () => {
    const { entries } = await relayed({ json: { Logs: ['one', 'an error'] } })
    const lines = entries.filter(({ category }) => category === 'Function.hello.User')
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['information', 'one'],
      ['information', 'an error'],
    ])
  })
})
