import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { missing } from '../toolkit/build/testing/languages.ts'
import type { Command } from './support/command.ts'
import { LocalStack } from './support/localStack.ts'

/* Every example through the same program, one after the other in one stack, as a user changes from one to another. */

const stack = new LocalStack()
let serving: Command

beforeAll(async () => {
  serving = await stack.serving('--handler', 'examples/script')
})

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

const limit = { timeout: 900_000 } // the first build on a machine compiles the crates, too

describe('examples/script', limit, () => {
  it('answers hello, and its timer logs', async () => {
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    await runHeartbeat()
  })
})

for (const [name, command] of [
  ['go', 'go'],
  ['rust', 'cargo'],
] as const) {
  const reason = missing(command)
  describe.skipIf(reason !== undefined)(`examples/${name}${reason ? `: ${reason}` : ''}`, limit, () => {
    it('takes the place of what ran before', async () => {
      const { code, output } = await stack.start('--handler', `examples/${name}`).finished()
      expect(output).toContain('receipts   queueTrigger')
      expect(code).toBe(0)
    })

    it('answers hello, forwarded', async () => {
      expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    })

    it('takes an order, whose receipt is a blob by way of a queue', async () => {
      const response = await stack.postOrder({ item: 'book', quantity: 2 })
      expect(response.status).toBe(202)
      const { id } = z.object({ id: z.string().min(1) }).parse(await response.json())
      const blob = (await stack.blobs()).getContainerClient('receipts').getBlobClient(`${id}.json`)
      await expect.poll(() => blob.exists(), { timeout: 20_000 }).toBe(true)
      const receipt: unknown = JSON.parse((await blob.downloadToBuffer()).toString())
      expect(receipt).toMatchObject({ id, item: 'book', quantity: 2 })
    })

    it('refuses a bad order with the field and the reason', async () => {
      const response = await stack.postOrder({ item: 'book', quantity: -1 })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({ field: 'quantity', reason: 'must be a positive integer' })
    })

    it('runs the heartbeat, which logs', runHeartbeat)
  })
}

async function runHeartbeat(): Promise<void> {
  const already = count()
  const response = await fetch(`${stack.url}/admin/functions/heartbeat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"input":""}',
  })
  expect(response.status).toBe(202)
  await expect.poll(count, { timeout: 20_000 }).toBe(already + 1)
}

function count(): number {
  return serving.output.split("Executed 'Functions.heartbeat' (Succeeded").length - 1
}
