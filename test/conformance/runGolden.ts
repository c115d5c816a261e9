import { expect } from 'vitest'
import { exchange } from './exchange.ts'
import type { ExpectedAnswer, GoldenCase } from './goldenCase.ts'
import { effects, type Invocation, post } from './invocation.ts'
import type { RunningHandler } from './runningHandler.ts'

/** Sends what a case says and compares what comes back with what it expects. */
export async function runGolden(handler: RunningHandler, golden: GoldenCase): Promise<void> {
  if (golden.request !== undefined) {
    const { status, headers, body } = await exchange(handler, golden.request)
    expectAnswer({ status, headers, body: body.toString() }, golden.answer ?? {})
  }
  if (golden.invoke !== undefined) await runInvocation(handler, golden, golden.invoke)
}

async function runInvocation(
  handler: RunningHandler,
  golden: GoldenCase,
  invocation: Invocation,
): Promise<void> {
  const id = crypto.randomUUID()
  const answer = await post(handler, { ...invocation, id })
  if (golden.fails) {
    expect(answer.status, '13.1 no. 9').toBeGreaterThanOrEqual(400)
  } else {
    const { http, blob, messages } = effects(handler, invocation.function, answer)
    if (golden.http) expectAnswer(http, golden.http)
    if (golden.blob !== undefined) expect(String(blob ?? '')).toBe(golden.blob)
    if (golden.blobBase64 !== undefined) expect(blob?.toString('base64')).toBe(golden.blobBase64)
    if (golden.blobJson !== undefined) expect(JSON.parse(String(blob))).toEqual(golden.blobJson)
    if (golden.messages) expect((messages ?? []).map(String)).toEqual(golden.messages)
  }
  for (const stream of ['stdout', 'stderr'] as const) {
    const parts = golden[stream]
    if (parts !== undefined) await expectOneLine(handler[stream], [id, ...parts])
  }
  // 13.1 no. 17: the host would take it for a warning.
  const errors = handler.stderr.filter((line) => line.includes(id))
  if (golden.fails) for (const line of errors) expect(line).not.toMatch(/warn/i)
}

async function expectOneLine(lines: readonly string[], parts: readonly string[]): Promise<void> {
  const [id = ''] = parts
  const own = () => lines.filter((line) => line.includes(id))
  await expect.poll(own, { timeout: 10_000 }).toHaveLength(1)
  for (const part of parts) expect(own()[0]).toContain(part)
}

interface Seen {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

function expectAnswer(seen: Seen | undefined, expected: ExpectedAnswer): void {
  if (seen === undefined) throw new Error('There is no HTTP answer.')
  const { status = 200, headers = {}, text, json } = expected
  if (typeof status === 'number') expect(seen.status).toBe(status)
  else if (status !== 'any') expect(`${String(seen.status)[0]}xx`).toBe(status)
  const names = new Map(Object.entries(seen.headers).map(([name, value]) => [name.toLowerCase(), value]))
  for (const [name, value] of Object.entries(headers)) {
    const found = String(names.get(name) ?? '')
    // Parameters such as the charset are each language's own.
    expect(name === 'content-type' ? found.split(';')[0] : found).toBe(value)
  }
  if (text !== undefined) expect(seen.body).toBe(text)
  if (json !== undefined) expect(JSON.parse(seen.body)).toEqual(json)
}
