import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RequestHead } from './requestHead.ts'
import { scanHead } from './scanHead.ts'

function headOf(fields: readonly (readonly [name: string, value: string])[]): RequestHead {
  const lines = fields.map(([name, value]) => `${name}:${value}\r\n`)
  const bytes = Buffer.from(`GET /a?b=c HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1')
  const found = scanHead(bytes, 0)
  if (typeof found === 'string') throw new Error(found)
  return new RequestHead(bytes, 0, found)
}

// Those that are found while the head is read, their like, and others.
const names = [
  ...['host', 'expect', 'connection', 'traceparent', 'content-length', 'transfer-encoding'],
  ...[
    'x-azure-functions-invocationid',
    'x-azure-functions-hostversion',
    'tracestate',
    'hos',
    'hostt',
    'h0st',
    '~ost',
  ],
]
const spelled = fc
  .tuple(fc.constantFrom(...names), fc.infiniteStream(fc.boolean()))
  .map(([name, upper]) =>
    [...name].map((letter) => (upper.next().value ? letter.toUpperCase() : letter)).join(''),
  )
const values = fc.tuple(
  fc.stringMatching(/^[\t ]{0,2}$/),
  fc.stringMatching(/^[!-~\xe9]{0,6}$/),
  fc.stringMatching(/^[\t ]{0,2}$/),
)

test('a field is found by its name, however it is spelled, as often as it stands there', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          spelled,
          values.map((parts) => parts.join('')),
        ),
      ),
      (fields) => {
        const head = headOf(fields)
        for (const name of names) {
          const all = fields
            .filter(([given]) => given.toLowerCase() === name)
            .map(([, value]) => value.trim())
          expect(head.header(name)).toBe(all.length === 0 ? null : all.join(', '))
        }
        expect(head.headers()).toEqual(fields.map(([name, value]) => [name.toLowerCase(), value.trim()]))
      },
    ),
    { numRuns: 500 },
  )
})
