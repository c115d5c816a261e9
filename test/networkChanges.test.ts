import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from './support/command.ts'
import { LocalStack, sha256 } from './support/localStack.ts'

/*
 * What a live stack does when its network changes under it, through the real engine. Each test goes on where the one
 * before stopped; a cloud that refuses what Azure refuses looks at every step.
 */

const stack = new LocalStack()
const pulumi = (...args: string[]) => stack.local('pulumi', ...args).finished()
const up = (settings: Readonly<Record<string, string>>) => {
  stack.configure(settings)
  return pulumi('up', '--yes', '--skip-preview')
}
const stillOpen = 'its storage account stays open until it is inside'

let serving: Command

beforeAll(async () => {
  stack.configure({ 'app:plan': 'premium', 'app:protect': 'true' })
  serving = await stack.serving()
}, 180_000)

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

describe('a live stack', { timeout: 300_000 }, () => {
  it('becomes private in two updates, the second of which closes the account', async () => {
    const first = await up({ 'app:network': 'private', 'app:packageStore': 'separate' })
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining(stillOpen) })
    const second = await pulumi('up', '--yes', '--skip-preview')
    expect(second).toMatchObject({ code: 0, output: expect.stringContaining('~ 1 updated') })
    expect(second.output).not.toContain(stillOpen)
    expect(await pulumi('preview', '--expect-no-changes')).toMatchObject({ code: 0 })
  })

  it('still has the packages that were kept in the account of the app before', async () => {
    const releases = (await stack.blobs()).getContainerClient('releases')
    const names: string[] = []
    for await (const { name } of releases.listBlobsFlat()) names.push(name)
    expect(names).toContain(`${sha256(stack.path('dist/app.zip'))}/released-package.zip`)
  })

  it('moves to a plan with another kind of subnet', async () => {
    const { code, output } = await up({ 'app:plan': 'flex' })
    expect([code, output]).toEqual([0, expect.stringContaining('Subnet snet-flex created')])
    expect(output).toContain('Subnet snet-premium deleted')
    expect(output).not.toContain('PrivateEndpoint')
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
  })

  it('moves to other addresses', async () => {
    const { code, output } = await up({ 'app:networkAddressRange': '10.30.0.0/24' })
    expect([code, output]).toEqual([0, expect.stringContaining('VirtualNetwork vnet created replacement')])
    expect(output).toContain('VirtualNetwork vnet deleted original')
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    expect(await pulumi('preview', '--expect-no-changes')).toMatchObject({ code: 0 })
  })

  it('becomes public again', async () => {
    const { code, output } = await up({ 'app:network': 'public' })
    expect([code, output]).toEqual([0, expect.stringContaining('VirtualNetwork vnet deleted')])
  })
})
