import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../buildApp.ts'
import { hashDirectory } from '../hashFiles.ts'
import { temporaryFolder, writeFiles } from '../testing/handlerFolder.ts'
import { examples, missing } from '../testing/languages.ts'
import { messageOf } from '../testing/messageOf.ts'

const reason = missing('go')

function copyExample(to: string): string {
  cpSync(join(examples, 'go'), to, { recursive: true })
  return to
}

function build(handler: string, output = join(temporaryFolder(), 'app')) {
  return buildApp(handler, { outputDirectory: output })
}

test('a missing compiler says which, which version, and how to install it', async () => {
  const handler = copyExample(join(temporaryFolder(), 'handler'))
  const path = process.env.PATH
  process.env.PATH = temporaryFolder()
  const message = await messageOf(() => build(handler)).finally(() => {
    process.env.PATH = path
  })
  expect(message).toBe(
    `${handler} is compiled with Go 1.26 or newer, and there is no go on the PATH. ` +
      'Install it from https://go.dev/dl/, and try again.',
  )
})

describe.skipIf(reason !== undefined)(
  `a Go module${reason ? `: ${reason}` : ''}`,
  { timeout: 300_000 },
  () => {
    test('makes the same bytes wherever it is, and nothing but the app', async () => {
      const folder = temporaryFolder()
      const one = await build(copyExample(join(folder, 'one')), join(folder, 'app'))
      const two = await build(copyExample(join(folder, 'quite/another/place')), join(folder, 'quite/app'))
      const hashes = hashDirectory(one.directory)
      expect(Object.keys(hashes)).toEqual([
        'handler',
        'heartbeat/function.json',
        'hello/function.json',
        'host.json',
        'local.settings.json',
        'orders/function.json',
        'receipts/function.json',
      ])
      expect(hashDirectory(two.directory)).toEqual(hashes)
      expect(one.functions.map(({ name, bindings }) => [name, bindings.map(({ type }) => type)])).toEqual([
        ['heartbeat', ['timerTrigger']],
        ['hello', ['httpTrigger', 'http']],
        ['orders', ['httpTrigger', 'http', 'queue']],
        ['receipts', ['queueTrigger', 'blob']],
      ])
    })

    test('is called as host.json says', async () => {
      const handler = copyExample(join(temporaryFolder(), 'handler'))
      const hostJson = readFileSync(join(handler, 'host.json'), 'utf8').replace('"handler"', '"bin/app"')
      writeFiles(handler, { 'host.json': hostJson })
      const { directory, executable } = await build(handler)
      expect(executable).toBe(join(directory, 'bin/app'))
    })

    test('takes along what lies in the folder of a function', async () => {
      const handler = copyExample(join(temporaryFolder(), 'handler'))
      writeFiles(handler, { 'hello/greeting.txt': 'Hello' })
      const { directory } = await build(handler)
      expect(readFileSync(join(directory, 'hello/greeting.txt'), 'utf8')).toBe('Hello')
    })

    test('is built again when a module that it replaces by a folder changes', async () => {
      const folder = temporaryFolder()
      const library = (text: string) =>
        writeFiles(folder, {
          'library/go.mod': 'module example.com/library\n\ngo 1.26\n',
          'library/text.go': `package library\n\nconst Text = "${text}"\n`,
        })
      library('one')
      const handler = writeFiles(join(folder, 'handler'), {
        'go.mod':
          'module example.com/handler\n\ngo 1.26\n\nrequire example.com/library v0.0.0\n\nreplace example.com/library => ../library\n',
        'main.go':
          'package main\n\nimport "example.com/library"\n\nfunc main() { println("text " + library.Text) }\n',
        'hello/function.json': readFileSync(join(examples, 'go/hello/function.json'), 'utf8'),
      })
      const output = join(folder, 'app')
      const { executable } = await build(handler, output)
      expect(readFileSync(executable).includes('text one')).toBe(true)
      library('two')
      await build(handler, output)
      expect(readFileSync(executable).includes('text two')).toBe(true)
    })

    test('says the errors of the compiler with file and line', async () => {
      const handler = copyExample(join(temporaryFolder(), 'handler'))
      writeFiles(handler, { 'hello.go': 'package main\n\nfunc hello() { return 1 }\n' })
      const message = await messageOf(() => build(handler))
      expect(message).toContain('./hello.go:3:23: too many return values')
      expect(message).toMatch(
        /^The handler does not compile \(go build in \S+\):\n[\s\S]*\nMend it and build again\.$/,
      )
    })

    test('without a program, or with several, says where it has to be', async () => {
      const handler = copyExample(join(temporaryFolder(), 'handler'))
      writeFiles(handler, {
        'main.go': '',
        'hello.go': '',
        'orders.go': '',
        'receipts.go': '',
        'heartbeat.go': '',
      })
      const files = ['main.go', 'hello.go', 'orders.go', 'receipts.go', 'heartbeat.go']
      writeFiles(handler, Object.fromEntries(files.map((file) => [file, 'package handler\n'])))
      expect(await messageOf(() => build(handler))).toBe(
        `No package in ${handler} is called main, so there is no program to start. Write a main.go with "package main".`,
      )
      const program = 'package main\n\nfunc main() {}\n'
      writeFiles(handler, { 'cmd/one/main.go': program, 'cmd/two/main.go': program })
      expect(await messageOf(() => build(handler))).toBe(
        `${handler} has several programs (example.com/handler/cmd/one, example.com/handler/cmd/two), and none in the ` +
          'folder itself. Put the handler\'s "package main" beside go.mod.',
      )
    })

    test('that asks for a newer Go than there is says so', async () => {
      const handler = copyExample(join(temporaryFolder(), 'handler'))
      writeFiles(handler, { 'go.mod': 'module example.com/handler\n\ngo 1.99\n' })
      const toolchain = process.env.GOTOOLCHAIN
      process.env.GOTOOLCHAIN = 'local'
      const message = await messageOf(() => build(handler)).finally(() => {
        if (toolchain === undefined) delete process.env.GOTOOLCHAIN
        else process.env.GOTOOLCHAIN = toolchain
      })
      expect(message).toContain('requires go >= 1.99')
      expect(message).toContain(
        'It needs Go 1.99 or newer. Install it from https://go.dev/dl/, and try again.',
      )
    })
  },
)
