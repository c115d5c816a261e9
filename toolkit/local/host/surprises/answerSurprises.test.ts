import { describe, expect, it } from 'vitest'
import { readDotNetJson } from '../dotNetJson.ts'
import { answerSurprises, lostSurprises } from './answerSurprises.ts'

const outputs = [
  { name: 'res', type: 'http', direction: 'out' },
  { name: 'out', type: 'queue', direction: 'out', queueName: 'q' },
  { name: 'file', type: 'blob', direction: 'out', path: 'c/b' },
] as const
const trigger = { name: 'item', type: 'queueTrigger', direction: 'in', queueName: 'p' } as const
const warnings = (values: Record<string, unknown>, returnValue?: unknown) =>
  answerSurprises({ trigger, outputs }, { outputs: values, logs: [], returnValue })

describe('answerSurprises', () => {
  it('warns of an output that function.json does not have, by its exact name', () => {
    expect(warnings({ Out: 'x!' })).toEqual([
      `The answer's output 'Out' is ignored: function.json has no such output. It has: res, out, file.`,
    ])
    expect(warnings({ $return: 'x!' })).toEqual([
      `The answer's output '$return' is ignored: it is taken from 'ReturnValue'. Put it there.`,
    ])
  })

  it('warns of a ReturnValue that nothing takes', () => {
    expect(warnings({}, 'b')).toEqual([
      `The answer's ReturnValue is ignored beside Outputs: function.json has no output '$return'. Add one, or put the value into an output.`,
    ])
    expect(answerSurprises({ trigger, outputs }, { outputs: undefined, logs: [], returnValue: 'b' })).toEqual(
      [],
    )
    expect(warnings({}, { out: 'b!' })).toEqual([])
  })

  it.each(['mcpToolTrigger', 'mcpPromptTrigger', 'webPubSubTrigger', 'assistantSkillTrigger'])(
    'does not warn of a ReturnValue that goes to who called: %s',
    (type) => {
      const answered = { trigger: { name: 'context', type, direction: 'in' }, outputs: [] } as const
      expect(answerSurprises(answered, { outputs: {}, logs: [], returnValue: 'Hello' })).toEqual([])
    },
  )

  it('warns of status in place of statusCode, and of one that is no number', () => {
    expect(warnings({ res: { status: 404 } })).toEqual([
      `The host ignores 'status' in output 'res' and answers 200. Name it 'statusCode'.`,
    ])
    expect(warnings({ res: { statusCode: 'Not found' } })).toEqual([
      `The status code 'Not found' in output 'res' is no number, so the host answers 200. Give a number.`,
    ])
    expect(warnings({ res: { status: 404, statusCode: '404' } })).toEqual([])
  })

  it('warns of what an HTTP answer does not carry', () => {
    expect(warnings({ res: { Cookies: [], body: '' } })).toEqual([
      `The host ignores 'cookies' in output 'res' of a custom handler. Set headers, or forward the request: enableForwardingHttpRequest.`,
    ])
  })

  it('warns of text that turns into garbage, and not of base64 of text', () => {
    expect(warnings({ out: 'test' })).toEqual([
      `Output 'out' is 'test', which happens to be valid base64, so the host writes the 3 bytes it stands for. To write the text itself, send its own base64 or, to a queue, an array with the one string.`,
    ])
    expect(warnings({ out: 'aGVsbG8=' })).toEqual([])
    expect(warnings({ out: ['test'] })).toEqual([])
  })

  it('warns of base64 that is not decoded', () => {
    const outputs = [{ name: 'out', type: 'blob', direction: 'out', dataType: 'binary' }] as const
    const value = Buffer.from('hello, bytes').toString('base64')
    expect(
      answerSurprises({ trigger, outputs }, { outputs: { out: value }, logs: [], returnValue: undefined }),
    ).toEqual([
      `Output 'out' is base64, which is written as that text because of dataType 'binary'. Remove dataType from function.json to have the bytes written.`,
    ])
    expect(warnings({ res: { body: value, headers: { 'Content-Type': 'image/png' } } })).toEqual([
      `The body in output 'res' is base64, and the host answers that text, not the bytes it stands for. Bytes need a forwarded request: set enableForwardingHttpRequest in host.json.`,
    ])
    expect(warnings({ res: { body: value, headers: { 'Content-Type': 'text/plain' } } })).toEqual([])
  })

  it('warns of what is lost with an answer that fails', () => {
    const response = (status: number, text: string) => ({
      status,
      statusText: '',
      contentType: 'application/json',
      body: Buffer.from(text),
    })
    expect(lostSurprises(response(500, '{"Logs":["why"]}'))).toEqual([
      `The answer has status 500, so its Logs and Outputs are lost. Write the reason to stderr, or answer 200 where the outputs are to be written.`,
    ])
    expect(lostSurprises(response(500, 'why'))).toEqual([])
    expect(lostSurprises(response(200, '{"Logs":["why"]}'))).toEqual([])
  })

  it('warns of text that is nothing but a date', () => {
    const date = readDotNetJson('"2026-01-02T03:04:05Z"')
    const mend = 'Put it into an object, or other text beside it.'
    expect(warnings({ out: ['x!', date] })).toEqual([
      `Output 'out' has '2026-01-02T03:04:05Z', which the host takes for a date and writes as '01/02/2026 03:04:05'. ${mend}`,
    ])
    expect(warnings({ res: { body: date } })).toEqual([
      `Output 'res.body' has '2026-01-02T03:04:05Z', which the host takes for a date and writes as '01/02/2026 03:04:05'. ${mend}`,
    ])
    expect(warnings({ out: { date } })).toEqual([])
  })

  it('warns of a list as the body in $return', () => {
    const output = [{ name: '$return', type: 'http', direction: 'out' }] as const
    expect(
      answerSurprises({ trigger, outputs: output }, { outputs: {}, logs: [], returnValue: { body: [1] } }),
    ).toEqual([
      `The body in '$return' is a list, for which the host answers the name of its .NET type. Return the list without members around it, or name the output 'res'.`,
    ])
  })

  it('warns of a number that a blob gets in binary', () => {
    expect(warnings({ file: 5 })).toEqual([
      `Output 'file' is 5, and a blob gets that in binary, not as text. Answer the text.`,
    ])
    expect(warnings({ file: '5' })).toEqual([])
  })
})
