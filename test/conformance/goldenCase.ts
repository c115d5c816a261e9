import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const status = z.union([z.int(), z.enum(['2xx', '4xx', 'any'])])
const texts = z.record(z.string(), z.string())

const call = z.strictObject({
  method: z.string(),
  path: z.string(),
  headers: texts.optional(),
  body: z.string().optional(),
  framing: z.enum(['length', 'chunked']).optional(),
})

const invocation = z.strictObject({
  function: z.string(),
  trigger: z.unknown(),
  inputs: z.array(z.unknown()).optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  more: z.record(z.string(), z.unknown()).optional(),
  moreData: z.record(z.string(), z.unknown()).optional(),
  headers: texts.optional(),
  framing: z.enum(['length', 'chunked']).optional(),
})

const expected = z.strictObject({
  status: status.optional(),
  headers: texts.optional(),
  text: z.string().optional(),
  json: z.unknown().optional(),
})

const golden = z
  .strictObject({
    /** The line of contract 13.1, then the case's own number. */
    number: z.string().regex(/^\d+\.\d+$/),
    title: z.string(),
    /** A request that is no invocation, or one that is forwarded… */
    request: call.optional(),
    /** …and what the answer has to be. */
    answer: expected.optional(),
    /** An invocation in the envelope… */
    invoke: invocation.optional(),
    /** …that has to fail… */
    fails: z.literal(true).optional(),
    /** …or what the host then answers and writes. */
    http: expected.optional(),
    blob: z.string().optional(),
    blobBase64: z.string().optional(),
    blobJson: z.unknown().optional(),
    messages: z.array(z.string()).optional(),
    /** What the one line with the invocation's id has to hold. */
    stdout: z.array(z.string()).optional(),
    stderr: z.array(z.string()).optional(),
  })
  .refine(({ request, invoke }) => (request === undefined) !== (invoke === undefined), 'request or invoke')

export type GoldenCase = z.infer<typeof golden>
export type ExpectedAnswer = z.infer<typeof expected>

/** Every case of `cases/`, in the order of their files. */
export function goldenCases(): GoldenCase[] {
  const directory = join(import.meta.dirname, 'cases')
  return readdirSync(directory)
    .sort()
    .flatMap((file) => z.array(golden).parse(JSON.parse(readFileSync(join(directory, file), 'utf8'))))
}
