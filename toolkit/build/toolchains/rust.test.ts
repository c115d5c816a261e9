import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../buildApp.ts'
import { hashDirectory } from '../hashFiles.ts'
import { temporaryFolder, writeFiles } from '../testing/handlerFolder.ts'
import { examples, missing } from '../testing/languages.ts'
import { messageOf } from '../testing/messageOf.ts'

const reason = missing('cargo')

function copyExample(to: string): string {
  const isSource = (path: string) => !path.endsWith('/target')
  cpSync(join(examples, 'rust'), to, { recursive: true, filter: isSource })
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
    `${handler} is compiled with Rust 1.91 or newer, and there is no cargo on the PATH. ` +
      'Install it from https://rustup.rs, and try again.',
  )
})

// The first build on a machine compiles the crates, too.
const limit = { timeout: 900_000 }

describe.skipIf(reason !== undefined)(`a Cargo package${reason ? `: ${reason}` : ''}`, limit, () => {
  test('makes the same bytes wherever it is, with nothing of the machine in them', async () => {
    const folder = temporaryFolder()
    const one = await build(copyExample(join(folder, 'one')), join(folder, 'app'))
    const two = await build(copyExample(join(folder, 'quite/another/place')), join(folder, 'quite/app'))
    expect(hashDirectory(two.directory)).toEqual(hashDirectory(one.directory))
    expect(one.functions.map(({ name }) => name)).toEqual(['heartbeat', 'hello', 'orders', 'receipts'])
    const executable = readFileSync(one.executable)
    for (const text of [folder, '/.cargo/', '/.rustup/']) expect(executable.includes(text)).toBe(false)
  })

  test('says the errors of the compiler with file and line', async () => {
    const handler = copyExample(join(temporaryFolder(), 'handler'))
    writeFiles(handler, { 'src/hello.rs': 'pub async fn hello() -> u32 { "one" }\n' })
    const message = await messageOf(() => build(handler))
    expect(message).toContain('src/hello.rs:1:31')
    expect(message).toMatch(
      /^The handler does not compile \(cargo build in \S+\):\n[\s\S]*\nMend it and build again\.$/,
    )
  })

  test('whose lock file does not fit says how to mend it', async () => {
    const handler = copyExample(join(temporaryFolder(), 'handler'))
    const manifest = readFileSync(join(handler, 'Cargo.toml'), 'utf8')
    writeFiles(handler, { 'Cargo.toml': manifest.replace('version = "0.1.0"', 'version = "0.2.0"') })
    expect(await messageOf(() => build(handler))).toMatch(
      /Cargo\.lock does not fit Cargo\.toml, and the build takes only what is locked\. Run "cargo update --workspace" in \S+ and build again\.$/,
    )
  })
})
