import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Command } from './support/command.ts'
import { LocalStack, sha256 } from './support/localStack.ts'

/*
 * Going back to an earlier package and forward again, through the real engine. Each test goes on where the one before
 * stopped.
 */

const stack = new LocalStack()
const packages: string[] = []
let serving: Command

beforeAll(async () => {
  serving = await stack.serving()
  packages.push(sha256(stack.path('dist/app.zip')))
})

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

describe('earlier packages', { timeout: 300_000 }, () => {
  it('a new package keeps the one before', async () => {
    stack.editHello((source) => source.replace('Hello, ', 'Howdy, '))
    expect((await stack.start().finished()).output).toContain('pulumi up: 1 updated, 1 replaced')
    packages.push(sha256(stack.path('dist/app.zip')))
    expect(await keptPackages()).toEqual([...packages].sort())
  })

  it('npm run releases lists both, the running one first, also as JSON', async () => {
    const { output, code } = await stack.run('toolkit/stack/releases.ts').finished()
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(new RegExp(`^${packages[1]} {2}deployed .* UTC .* MB {2}running$`)),
      expect.stringMatching(new RegExp(`^ {2}${packages[0]} {2}deployed .* UTC .* MB$`)),
    ])
    expect(code).toBe(0)
    const json = await stack.run('toolkit/stack/releases.ts', '--json').finished()
    expect(JSON.parse(json.output)).toMatchObject([
      { hash: packages[1], running: true },
      { hash: packages[0], running: false },
    ])
  })

  it('npm run smoke sees the new build answer, and a path that does not', async () => {
    const good = await stack.run('toolkit/stack/smoke.ts', '--path', '/api/hello?name=Ada').finished()
    expect(good.output).toMatch(
      new RegExp(`^✔ ${stack.url} answers with build [0-9a-f]{16}, /api/hello\\?name=Ada included$`, 'm'),
    )
    expect(good.code).toBe(0)
    const bad = await stack.run('toolkit/stack/smoke.ts', '--path', '/api/none', '--timeout', '1').finished()
    expect(bad.output).toMatch(/The last it said: status 404 with build [0-9a-f]{16}\./)
    expect(bad.code).toBe(1)
  })

  it('a stack that does not exist is named as such', async () => {
    const backend = stack.path('backend')
    mkdirSync(backend)
    const environment = { PULUMI_BACKEND_URL: `file://${backend}`, PULUMI_CONFIG_PASSPHRASE: 'test' }
    for (const file of ['toolkit/stack/releases.ts', 'toolkit/stack/smoke.ts']) {
      const { output, code } = await new Command(stack.directory, file, ['-s', 'dev'], environment).finished()
      expect(output).toContain('There is no stack dev. Look at `pulumi stack ls`')
      expect(code).toBe(1)
    }
  })

  it('the first digits of a hash show one changed property in preview', async () => {
    configure(`app:release: '${packages[0]?.slice(0, 12)}'`)
    const { output } = await stack.local('pulumi', 'preview', '--diff').finished()
    expect(output).toContain('~ 1 to update')
    expect(output).toMatch(/\d+ unchanged\s*$/)
    const changed = output.match(/^ +~ value: .*$/gm)
    expect(changed).toEqual([expect.stringContaining(`~ value: "${packages[1]}" => "${packages[0]}"`)])
  })

  it('puts the earlier package back, though the sources do not even compile', async () => {
    stack.editHello((source) => `${source}\nexport const = ;\n`)
    const { output, code } = await stack.start().finished()
    expect(output).toContain(
      `app:release holds package ${packages[0]?.slice(0, 12)}: the handler folder is not deployed until the setting ` +
        'is removed (`pulumi config rm app:release`).',
    )
    expect(output).toContain('pulumi up: 1 updated')
    expect(code).toBe(0)
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    stack.editHello((source) => source.replace('\nexport const = ;\n', ''))
  })

  it('shows no change twice in a row while it is held', async () => {
    for (const _ of [1, 2]) {
      const { output, code } = await stack.local('pulumi', 'preview', '--expect-no-changes').finished()
      expect(output).toMatch(/\d+ unchanged/)
      expect(code).toBe(0)
    }
  })

  it('an unknown hash is refused with the packages there are, and what runs goes on', async () => {
    configure('app:release: abcdef012345')
    const { output, code } = await stack.start().finished()
    expect(output).toContain(
      'app:release is abcdef012345, but no package with this hash is kept: this stack keeps',
    )
    for (const hash of packages) expect(output).toContain(hash)
    expect(output).not.toContain('    at ')
    expect(code).toBe(1)
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
  })

  it('without the setting the handler folder is deployed again', async () => {
    configure()
    const { output } = await stack.start().finished()
    expect(output).toContain('pulumi up: 1 updated')
    expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
  })

  it('sources that are as they were before (git revert) deploy the package that is kept', async () => {
    stack.editHello((source) => source.replace('Howdy, ', 'Hello, '))
    const back = await stack.start().finished()
    expect(back.output).toContain('pulumi up: 1 updated')
    expect(back.code).toBe(0)
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    stack.editHello((source) => source.replace('Hello, ', 'Howdy, '))
    expect((await stack.start().finished()).output).toContain('pulumi up: 1 updated')
    expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
  })

  it('removes the oldest beyond the number to keep, never the running one nor the one before', async () => {
    configure('app:keepReleases: 2')
    stack.editHello((source) => source.replace('Howdy, ', 'Salut, '))
    expect((await stack.start().finished()).code).toBe(0)
    packages.push(sha256(stack.path('dist/app.zip')))
    expect(await keptPackages()).toEqual(packages.slice(1).sort())
  })

  it('a deployment that is refused leaves the package before in service, and the next update goes on', async () => {
    const failing =
      "if (process.env.FUNCTIONS_CUSTOMHANDLER_PORT) throw new Error('the database is not there')"
    stack.editHello((source) => `${source}\n${failing}\n`)
    const refused = await stack.start().finished()
    expect(refused.output).toContain('the database is not there')
    expect(refused.code).toBe(1)
    expect(await stack.greeting()).toEqual({ message: 'Salut, Ada!' })
    const { output } = await stack.run('toolkit/stack/releases.ts').finished()
    expect(output).toMatch(new RegExp(`${packages[2]}.*running$`, 'm'))
    stack.editHello((source) => source.replace(failing, '').replace('Salut, ', 'Servus, '))
    const mended = await stack.local('pulumi', 'up', '--yes').finished()
    expect(mended.code).toBe(0)
    expect(await stack.greeting()).toEqual({ message: 'Servus, Ada!' })
  })
})

async function keptPackages(): Promise<string[]> {
  const hashes: string[] = []
  for await (const { name } of (await stack.blobs()).getContainerClient('releases').listBlobsFlat()) {
    const [hash = '', file] = name.split('/')
    if (file === 'released-package.zip') hashes.push(hash)
  }
  return hashes.sort()
}

/** Puts a setting into the stack file in place of the one before. */
function configure(setting = ''): void {
  const file = stack.path('Pulumi.local.yaml')
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !/app:(release|keepReleases)/.test(line))
  const at = lines.findIndex((line) => line.includes('app:plan'))
  writeFileSync(file, lines.toSpliced(at + 1, 0, ...(setting ? [`  ${setting}`] : [])).join('\n'))
}
