import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from './support/command.ts'
import { LocalStack } from './support/localStack.ts'

/*
 * What a live stack does when the keys of its storage and the place of its packages change, through the real engine.
 * Each test goes on where the one before stopped; a cloud on which an app that lost its key fails looks at every step.
 */

const stack = new LocalStack()
const pulumi = (...args: string[]) => stack.local('pulumi', ...args).finished()
const up = () => pulumi('up', '--yes', '--skip-preview')
const stillByKey = 'The app that runs still opens its storage account with a key'

let serving: Command

beforeAll(async () => {
  stack.configure({ 'app:auth': 'connectionString', 'app:packageStore': 'separate' })
  serving = await stack.serving()
}, 180_000)

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

describe('a live stack', { timeout: 180_000 }, () => {
  it('does without keys in two updates, the second of which turns them off', async () => {
    stack.configure({ 'app:auth': 'identity' })
    const first = await up()
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining(stillByKey) })
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    const second = await up()
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining('~ 1 updated') })
    expect(second.output).not.toContain(stillByKey)
    expect(await pulumi('preview', '--expect-no-changes')).toMatchObject({ code: 0 })
  })

  it('keeps the account of its packages when they are kept elsewhere', async () => {
    stack.configure({ 'app:packageStore': undefined })
    const { code, output } = await up()
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/The storage account pk\w+ stays with the packages/),
    ])
    expect(output).not.toContain('StorageAccount packages deleted')
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    expect(await pulumi('preview', '--expect-no-changes')).toMatchObject({ code: 0 })
  })
})
