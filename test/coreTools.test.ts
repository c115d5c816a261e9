import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildApp } from '../toolkit/build/buildApp.ts'
import { missing } from '../toolkit/build/testing/languages.ts'
import { coreToolsProblems } from './support/coreToolsProblems.ts'

const project = resolve(import.meta.dirname, '..')
const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const handlers = [
  { handler: 'handler', reason: undefined },
  { handler: 'examples/script', reason: undefined },
  { handler: 'examples/go', reason: missing('go') },
  { handler: 'examples/rust', reason: missing('cargo') },
]

// The first build on a machine compiles the crates, too.
describe.each(handlers)('dist/app of $handler', { timeout: 900_000 }, ({ handler, reason }) => {
  const app = join(folder, handler)

  test('is a project that Core Tools accept, by the checks they make', async (context) => {
    if (reason !== undefined) context.skip(reason)
    await buildApp(join(project, handler), { outputDirectory: app })
    expect(coreToolsProblems(app)).toEqual([])
  })

  test('is packed by func', (context) => {
    if (reason !== undefined) context.skip(reason)
    if (!hasFunc()) context.skip('func is not on the PATH, so it is NOT TESTED here: see the test before')
    const output = join(folder, 'packed', handler)
    const { status, stdout, stderr } = spawnSync('func', ['pack', '--output', output], {
      cwd: app,
      encoding: 'utf8',
    })
    expect(`${stdout}${stderr}`).not.toMatch(
      /No custom handler configuration|No defaultExecutablePath|not found/,
    )
    expect(status).toBe(0)
    expect(readdirSync(output).filter((name) => name.endsWith('.zip'))).toHaveLength(1)
  })
})

test('the checks find what is wrong', () => {
  const app = join(folder, 'wrong')
  mkdirSync(app)
  const description = { defaultExecutablePath: 'app' }
  writeFileSync(join(app, 'host.json'), JSON.stringify({ version: '2.0', customHandler: { description } }))
  writeFileSync(join(app, 'local.settings.json'), '{"Values":{"FUNCTIONS_WORKER_RUNTIME":"node"}}')
  expect(coreToolsProblems(app)).toEqual([
    "Custom handler executable 'app' not found",
    'the worker runtime is not custom',
    'AzureWebJobsStorage is not set',
    'no function',
  ])
})

function temporaryFolder(): string {
  const parent = join(project, 'dist/tests')
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'core-tools-'))
}

function hasFunc(): boolean {
  try {
    execFileSync('func', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
