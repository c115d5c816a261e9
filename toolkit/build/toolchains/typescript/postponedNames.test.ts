import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'acorn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../local/host/handler/freePort.ts'
import { parseHostJson } from '../../hostJson.ts'
import { addBuildFacts } from './addBuildFacts.ts'
import { bundleApp } from './bundleApp.ts'
import { findUses } from './declarationUses.ts'
import { describeApp } from './describeApp.ts'
import { findLibrary } from './library.ts'
import { postpone } from './postpone.ts'
import { postponedNames } from './postponedNames.ts'
import { bunPath, repositoryRoot } from './tools.ts'

const app = join(repositoryRoot, 'bench/handler/app')
let scratch = ''
let bundle = ''

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'postponed-names-'))
  const { handlerBundle, describeBundle } = await bundleApp({
    ...{
      directory: app,
      library: findLibrary(app).directory,
      tsconfig: undefined,
      linked: new Map(),
      compiled: new Map(),
      scratch,
    },
    ...{
      entries: ['src/functions/hello.ts', 'src/functions/receipts.ts'],
      outputDirectory: scratch,
      runtime: 'bun',
    },
    hostJson: parseHostJson(readFileSync(join(app, 'host.json'), 'utf8'), 'host.json'),
  })
  const { facts } = await describeApp(describeBundle, app, () => {})
  await addBuildFacts(handlerBundle, facts)
  bundle = readFileSync(handlerBundle, 'utf8')
})

afterAll(() => rm(scratch, { recursive: true, force: true }))

test('the functions that are postponed are those that no start until the first answer asks for', async () => {
  const names = await neverAskedFor(bundle)
  const lines = names.map((name) => `  '${name}',`).join('\n')
  await expect(
    '/** Of the runtime, what no start enters: `npx vitest run postponedNames -u` writes it anew. */\n' +
      `export const postponedNames: readonly string[] = [\n${lines}\n]\n`,
  ).toMatchFileSnapshot('postponedNames.ts')
})

test('a start makes none of them', async () => {
  const postponed = postpone(bundle, new Set(postponedNames))
  const makes = 'function __later(){'
  const watched = postponed.replace(makes, `${makes}process.stderr.write("made");`)
  expect(watched.length).toBeGreaterThan(postponed.length)
  expect(await startOnce(watched)).toBe('')
})

/** Functions and classes at the top of a bundle that nothing names on the way to the first answer, sorted. */
async function neverAskedFor(code: string): Promise<string[]> {
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'script' })
  // Whatever is declared: what cannot be moved is not found.
  const uses = findUses(program, { has: () => true })
  const references = [...uses].flatMap(([name, { references: found }]) =>
    found.map((each) => ({ name, ...each })),
  )
  let watched = code
  for (const { name, start, end, isShorthand } of references.toSorted((a, b) => b.start - a.start)) {
    const noted = `(__asked.has("${name}")||(__asked.add("${name}"),process.stderr.write("${name}\\n")),${name})`
    watched = watched.slice(0, start) + (isShorthand ? `${name}:${noted}` : noted) + watched.slice(end)
  }
  const asked = new Set((await startOnce(`var __asked=new Set();${watched}`)).split('\n'))
  return [...uses.keys()].filter((name) => !asked.has(name)).sort()
}

/** What the handler has written to stderr when it has answered once. */
async function startOnce(code: string): Promise<string> {
  const file = join(scratch, 'started.cjs')
  writeFileSync(file, code)
  const port = await freePort()
  const handler = spawn(bunPath(), [file], {
    env: { FUNCTIONS_CUSTOMHANDLER_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let written = ''
  handler.stderr.setEncoding('utf8').on('data', (text) => {
    written += text
  })
  const ended = once(handler, 'close')
  const headers = { 'x-azure-functions-invocationid': '5d8f0c5e-0000-4000-8000-000000000001' }
  const ask = () => fetch(`http://127.0.0.1:${port}/api/hello?name=Ada`, { headers }).catch(() => undefined)
  let answer = await ask()
  while (answer === undefined && handler.exitCode === null) {
    await sleep(20)
    answer = await ask()
  }
  expect(await answer?.json(), written).toEqual({ message: 'Hello, Ada!' })
  handler.kill('SIGKILL')
  await ended
  return written
}
