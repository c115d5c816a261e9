import { describe, expect, it } from 'vitest'
import { surprises } from './surprises.ts'

const outputs = [
  { name: 'res', type: 'http', direction: 'out' },
  { name: 'out', type: 'queue', direction: 'out', queueName: 'q' },
] as const
const warnings = (values: Record<string, unknown>) =>
  surprises(outputs, { outputs: values, logs: [], returnValue: undefined })

describe('surprises', () => {
  it('warns of an output that function.json does not have, by its exact name', () => {
    expect(warnings({ Out: 'x!' })).toEqual([
      `The answer's output 'Out' is ignored: function.json has no such output. It has: res, out.`,
    ])
  })

  it('warns of status in place of statusCode', () => {
    expect(warnings({ res: { status: 404 } })).toEqual([
      `The host ignores 'status' in output 'res' and answers 200. Name it 'statusCode'.`,
    ])
    expect(warnings({ res: { status: 404, statusCode: 404 } })).toEqual([])
  })

  it('warns of text that turns into garbage, and not of base64 of text', () => {
    expect(warnings({ out: 'test' })).toEqual([
      `Output 'out' is 'test', which happens to be valid base64, so the host writes the 3 bytes it stands for. To write the text itself, send its own base64 or, to a queue, an array with the one string.`,
    ])
    expect(warnings({ out: 'aGVsbG8=' })).toEqual([])
    expect(warnings({ out: ['test'] })).toEqual([])
  })
})
