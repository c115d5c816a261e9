import { chmodSync, cpSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildApp } from '../buildApp.ts'
import { hashDirectory } from '../hashFiles.ts'
import { temporaryFolder, writeFiles } from '../testing/handlerFolder.ts'
import { examples } from '../testing/languages.ts'
import { messageOf } from '../testing/messageOf.ts'

interface Description {
  readonly defaultExecutablePath: string
  readonly arguments?: readonly string[]
}

function prebuiltFolder(description: Description, files: Record<string, string>): string {
  return writeFiles(join(temporaryFolder(), 'handler'), {
    'host.json': JSON.stringify({ version: '2.0', customHandler: { description } }),
    'hello/function.json': readFileSync(join(examples, 'script/hello/function.json'), 'utf8'),
    ...files,
  })
}

function build(handler: string) {
  const warnings: string[] = []
  const warn = (line: string) => warnings.push(line)
  return buildApp(handler, { outputDirectory: join(temporaryFolder(), 'app'), warn }).then((app) => ({
    ...app,
    warnings,
  }))
}

const script = '#!/bin/sh\nsleep 1\n'

test('a script is taken as it is, and started by a program of the host', async () => {
  const handler = join(temporaryFolder(), 'handler')
  cpSync(join(examples, 'script'), handler, { recursive: true })
  const { directory, executable, functions, warnings } = await build(handler)
  expect(Object.keys(hashDirectory(directory))).toEqual([
    'handler.pl',
    'heartbeat/function.json',
    'hello/function.json',
    'host.json',
    'local.settings.json',
  ])
  expect(executable).toBe('perl')
  expect(functions.map(({ name }) => name)).toEqual(['heartbeat', 'hello'])
  expect(warnings).toEqual([])
})

test('an executable is taken with everything beside it but what Core Tools never publish', async () => {
  const handler = prebuiltFolder(
    { defaultExecutablePath: 'bin/app' },
    {
      'bin/app': script,
      'package.json': '{}',
      'lib/data.txt': '1',
      'notes.md': '',
      'docs/kept.md': '',
      '.funcignore': '# not for Azure\n*.md\n!docs/kept.md\n',
      '.gitignore': '',
      '.git/HEAD': '',
      '.vscode/settings.json': '{}',
      'local.settings.json': '{}',
    },
  )
  chmodSync(join(handler, 'bin/app'), 0o755)
  const { directory, executable, warnings } = await build(handler)
  expect(Object.keys(hashDirectory(directory))).toEqual([
    'bin/app',
    'docs/kept.md',
    'hello/function.json',
    'host.json',
    'lib/data.txt',
    'local.settings.json',
    'package.json',
  ])
  expect(executable).toBe(join(directory, 'bin/app'))
  expect(warnings).toEqual([])
})

test('an executable without its bit gets it in the app, which is said', async () => {
  const { executable, warnings } = await build(
    prebuiltFolder({ defaultExecutablePath: 'app' }, { app: script }),
  )
  expect(statSync(executable).mode & 0o777).toBe(0o755)
  expect(warnings).toEqual([
    'app is not executable, so the app gets a copy that is. Run "chmod +x app" to mend the original',
  ])
})

test('a path that only the running app knows is left to it', async () => {
  const { executable } = await build(prebuiltFolder({ defaultExecutablePath: '%PHP%/bin/php' }, {}))
  expect(executable).toBe('%PHP%/bin/php')
})

test('an executable for another system is refused', async () => {
  const handler = prebuiltFolder({ defaultExecutablePath: 'app' }, { app: 'MZ and so on' })
  expect(await messageOf(() => build(handler))).toBe(
    `${join(handler, 'app')} could not be started on Azure, which runs Linux on x64: app is built for Windows. Build it ` +
      'for Linux on x64, e.g. GOOS=linux GOARCH=amd64, cargo build --target x86_64-unknown-linux-musl, zig -target ' +
      'x86_64-linux-musl.',
  )
})

test.each(['App', 'app.exe', './App'])(
  'a name that is not letter for letter that of the file is refused: %s',
  async (path) => {
    const handler = prebuiltFolder({ defaultExecutablePath: path }, { app: script })
    expect(await messageOf(() => build(handler))).toBe(
      `host.json starts "${path}", and ${handler} has no such file, but "app": the host looks for exactly that name. ` +
        'Rename the file, or set customHandler.description.defaultExecutablePath to "app".',
    )
  },
)

test('an executable that is not there is refused, and what to do depends on what it may be', async () => {
  const inFolder = prebuiltFolder({ defaultExecutablePath: 'bin/app' }, {})
  expect(await messageOf(() => build(inFolder))).toBe(
    `host.json starts "bin/app", and ${inFolder} has no such file. Build it there, for Linux on x64, or mend the path.`,
  )
  const command = prebuiltFolder({ defaultExecutablePath: 'php', arguments: ['-S', 'server.php'] }, {})
  expect(await messageOf(() => build(command))).toBe(
    `host.json starts "php", and ${command} has no such file. Build it there, for Linux on x64. If "php" is a program ` +
      'of the host, e.g. perl, name the file that it runs in customHandler.description.arguments.',
  )
})
