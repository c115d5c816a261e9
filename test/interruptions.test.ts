import { existsSync, globSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Command } from './support/command.ts'
import { LocalStack } from './support/localStack.ts'
import { endAll, processesUnder } from './support/processes.ts'

/*
 * Stops, crashes and everything at once: nothing is left running, nothing is lost, the next start goes on. Each test
 * goes on where the one before stopped.
 */

const stack = new LocalStack()
let serving: Command

beforeAll(async () => {
  serving = await stack.serving()
})

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

it('has data to lose', async () => {
  await stack.postOrder({ item: 'book', quantity: 2 })
  await expect.poll(() => stack.receiptNames(), { timeout: 30_000 }).toHaveLength(1)
})

it('SIGTERM ends it and every process it started, with exit code 0', async () => {
  const children = processesUnder(serving.pid)
  expect(children.length).toBeGreaterThan(1)
  const { code } = await serving.stop('SIGTERM')
  expect(code).toBe(0)
  expect(children.filter(({ pid }) => existsSync(`/proc/${pid}`))).toEqual([])
})

it('a taken port is named, and nothing is changed', async () => {
  const port = Number(new URL(stack.url).port)
  const blocker = createServer().listen(port, '127.0.0.1')
  const { code, output } = await stack.start('--port', String(port)).finished()
  await new Promise((resolve) => blocker.close(resolve))
  expect(code).toBe(1)
  expect(output).toContain(`Port ${port} is taken by another program`)
})

it('a second start changes no resource and keeps the data', async () => {
  serving = await stack.serving()
  expect(serving.output).toMatch(/pulumi up: nothing to change \(\d+ resources\)/)
  expect(await stack.receiptNames()).toHaveLength(1)
})

it('a handler that is killed is started again, and answers', async () => {
  const handler = processesUnder(serving.pid).filter(({ executable }) => executable.endsWith('/handler'))
  expect(handler).toHaveLength(1)
  endAll(handler)
  await serving.says('exited with code')
  expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
})

it('two starts at the same moment bring up one stack between them', async () => {
  await serving.stop('SIGTERM')
  const both = [stack.start('--port', '0'), stack.start('--port', '0')]
  await Promise.all(both.map((command) => command.says('Functions answer at')))
  expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
  const [other] = both.filter((command) => command.output.includes('runs in another terminal'))
  expect((await other?.finished())?.code).toBe(0)
  const [server] = both.filter((command) => command !== other)
  await server?.stop('SIGTERM')
  serving = await stack.serving()
})

it('Ctrl+C in the middle of an update ends it cleanly, and the next start goes on', async () => {
  await serving.stop('SIGTERM')
  stack.editHello((source) => source.replace('Hello, ', 'Good day, '))
  const interrupted = stack.start('--port', '0')
  await interrupted.says('pulumi up')
  const children = processesUnder(interrupted.pid)
  const { code, output } = await interrupted.stop('SIGINT')
  expect(output).toContain('Stopped before the stack was up')
  expect(code).toBe(0)
  expect(children.filter(({ pid }) => existsSync(`/proc/${pid}`))).toEqual([])
  serving = await stack.serving()
  expect(await stack.greeting()).toEqual({ message: 'Good day, Ada!' })
})

it('a start after everything was killed carries on', async () => {
  stack.editHello((source) => source.replace('Good day, ', 'Hey, '))
  const interrupted = stack.start()
  await interrupted.says('azure-native:storage:Blob package')
  const engines = [...processesUnder(interrupted.pid), ...processesUnder(serving.pid)]
  await Promise.all([interrupted.stop('SIGKILL'), serving.stop('SIGKILL')])
  endAll(engines)
  serving = await stack.serving()
  expect(await stack.greeting()).toEqual({ message: 'Hey, Ada!' })
  expect(await stack.receiptNames()).toHaveLength(1)
})

it('attributes beside the state that a kill cut off do not keep the next start from it', async () => {
  await serving.stop('SIGTERM')
  const [state] = globSync(stack.path('.local/state/.pulumi/stacks/*/local.json'))
  writeFileSync(`${state}.attrs`, '')
  serving = await stack.serving()
  expect(serving.output).toContain('pulumi up: nothing to change')
})

it('an engine that is killed while another command serves holds nothing up', async () => {
  stack.editHello((source) => source.replace('Hey, ', 'Hi, '))
  const interrupted = stack.start()
  await interrupted.says('azure-native:storage:Blob package')
  endAll(processesUnder(interrupted.pid).filter(({ executable }) => executable.endsWith('/pulumi')))
  const { code, output } = await interrupted.finished()
  expect(output).toContain("Pulumi's engine was ended from outside (SIGKILL)")
  expect(code).toBe(1)
  expect((await stack.start().finished()).code).toBe(0)
  expect(await stack.greeting()).toEqual({ message: 'Hi, Ada!' })
})

it('a command whose localhost ends in the middle says so, and the next one goes on', async () => {
  stack.editHello((source) => source.replace('Hi, ', 'Hey, '))
  const left = stack.start()
  await left.says('❯ pulumi up')
  await serving.stop('SIGTERM')
  const { code, output } = await left.finished()
  expect(output).toContain(
    `\`npm start\` (process ${serving.pid}), which held this checkout's localhost, ended in the middle of this. ` +
      'Run the command again: it goes on where it was.',
  )
  expect(code).toBe(1)
  serving = await stack.serving()
  expect(await stack.greeting()).toEqual({ message: 'Hey, Ada!' })
})

it('pulumi up by hand deploys while nothing runs, and the next start finds nothing to change', async () => {
  await serving.stop('SIGTERM')
  stack.editHello((source) => source.replace('Hey, ', 'Salut, '))
  const { code, output } = await stack.local('pulumi', 'up', '--yes').finished()
  expect(output).toContain('+-1 replaced')
  expect(code).toBe(0)
  serving = await stack.serving()
  expect(serving.output).toContain('pulumi up: nothing to change')
  expect(await stack.greeting()).toEqual({ message: 'Salut, Ada!' })
})

it('a .local folder of which a part was removed is named damaged, with the one cure', async () => {
  await serving.stop('SIGTERM')
  const [records, aside] = [stack.path('.local/cloud/resources.json'), stack.path('resources.json')]
  renameSync(records, aside)
  const { code, output } = await stack.start().finished()
  renameSync(aside, records)
  expect(code).toBe(1)
  expect(output).toContain(
    "The folder .local is damaged: Pulumi's state lists a stack, but localhost's cloud lacks resources.json. " +
      'Remove the folder .local and run `npm start` again',
  )
})

it('destroy removes everything but the cache', async () => {
  await serving.stop('SIGTERM')
  const { code, output } = await stack.local('pulumi', 'destroy', '--yes').finished()
  expect(output).toMatch(/- \d+ deleted/)
  expect(code).toBe(0)
  expect(existsSync(stack.path('.local'))).toBe(false)
})

it('a first start with a mistake leaves nothing behind', async () => {
  const { code, output } = await stack.start('--port', '0', '--plan', 'none').finished()
  expect(output).toContain('app:plan is "none": allowed is flex, premium, consumption, dedicated.')
  expect(code).toBe(1)
  expect(existsSync(stack.path('.local'))).toBe(false)
})
