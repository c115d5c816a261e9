import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Command } from './support/command.ts'
import { LocalStack } from './support/localStack.ts'

/* The steps of docs/any-language.md, as they stand there, in a checkout of their own. */

const page = readFileSync(resolve(import.meta.dirname, '../docs/any-language.md'), 'utf8')
const stack = new LocalStack()
const limit = { timeout: 180_000 }

afterAll(() => stack.remove())

it('the page has the files of every step', () => {
  expect([...filesOfPage().keys()]).toEqual([
    'my-handler/host.json',
    'my-handler/hello/function.json',
    'my-handler/receipts/function.json',
    'my-handler/handler.py',
    'toolkit/build/toolchains/c.ts',
  ])
  expect(page).toContain('npm run build -- --handler my-handler\nnpm start -- --handler my-handler\n')
})

describe.skipIf(!has('python3'))(`steps 1 to 3${notHere('python3')}`, limit, () => {
  it('make a handler that answers, and whose receipts become blobs', async () => {
    writePage('my-handler/')
    const build = await command('toolkit/build/main.ts', '--handler', 'my-handler')
    expect(build.output).toContain('hello: forwarded, because')
    expect(build.code).toBe(0)
    const serving = await stack.serving('--handler', 'my-handler')
    try {
      expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
      const response = await fetch(`${stack.url}/admin/functions/receipts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input: '{"id":"7"}' }),
      })
      expect(response.status).toBe(202)
      await serving.says("Executed 'Functions.receipts' (Succeeded")
      expect(JSON.parse(String(await stack.blob('receipts', '7.json')))).toEqual({ id: '7', received: true })
    } finally {
      await serving.stop('SIGTERM')
    }
  })
})

describe.skipIf(!has('cc'))(`step 4${notHere('cc')}`, limit, () => {
  it('makes the build compile another language, in code that passes the checks', async () => {
    writePage('toolkit/')
    const list = stack.path('toolkit/build/recogniseToolchain.ts')
    const before = readFileSync(list, 'utf8')
    writeFileSync(
      list,
      `import { c } from './toolchains/c.ts'\n${before.replace('Toolchain[] = [', 'Toolchain[] = [c, ')}`,
    )
    write('my-c/main.c', 'int main(void) { return 7; }\n')
    write('my-c/hello/function.json', filesOfPage().get('my-handler/hello/function.json') ?? '')
    const { code, output } = await command('toolkit/build/main.ts', '--handler', 'my-c')
    expect(output).toContain('Compiling with cc')
    expect(code).toBe(0)
    const run = new Command(stack.directory, '-e', [
      'process.exit(require("node:child_process").spawnSync("dist/app/handler").status)',
    ])
    expect((await run.finished()).code).toBe(7)
    expect((await command('node_modules/typescript-native/bin/tsc')).output).toBe('')
  })
})

function command(file: string, ...args: string[]) {
  return new Command(stack.directory, file, args).finished()
}

/** The code blocks behind a line that names a file. */
function filesOfPage(): Map<string, string> {
  const blocks = page.matchAll(/^`([\w./-]+)`\n\n```\w+\n([\s\S]*?)^```$/gm)
  return new Map([...blocks].map(([, path = '', text = '']) => [path, text]))
}

function writePage(under: string): void {
  for (const [path, text] of filesOfPage()) if (path.startsWith(under)) write(path, text)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(stack.directory, path)), { recursive: true })
  writeFileSync(stack.path(path), text)
}

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function notHere(program: string): string {
  return has(program) ? '' : `: ${program} is not on the PATH, so it is NOT TESTED here`
}
