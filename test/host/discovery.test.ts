import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually, httpFunction, runApp, writeApp } from '../../toolkit/local/host/fixtures/testApp.ts'

const trigger = { name: 'req', type: 'httpTrigger', direction: 'in' }
const res = { name: 'res', type: 'http', direction: 'out' }
const bindings = (...list: object[]) => ({ bindings: list })

describe('contract 13.2, console and discovery', () => {
  it('11. maps stdout to information and stderr to error, or warning if it says so, with two prefixes', async () => {
    const lines = ['an error', 'azfuncjsonlog:{}', 'LanguageWorkerConsoleLogsystem line'].join('\n')
    const complaints = ['a mistake', 'a Warning of an error'].join('\n')
    await using app = await runApp({
      hostJson: { logging: { logLevel: { 'Host.System': 'Debug' } } },
      answers: { '/hello': { json: {}, print: lines, complain: complaints } },
    })
    await fetch(`${app.url}/api/hello`)
    const written = await eventually('the lines', () => {
      const found = app.entries.filter(({ category }) => /^Host\.(Function|System)/.test(category)).slice(1)
      return (
        found.length === 5 && found.map(({ level, category, message }) => `${level} ${category} ${message}`)
      )
    })
    expect(new Set(written)).toEqual(
      new Set([
        'information Host.Function.Console an error',
        'information Host.Function.ToolingConsoleLog azfuncjsonlog:{}',
        'debug Host.System system line',
        'error Host.Function.Console a mistake',
        'warning Host.Function.Console a Warning of an error',
      ]),
    )
  })

  it.each([
    ['no bindings', {}, 'At least one binding must be declared.'],
    ['a bad binding name', bindings({ ...trigger, name: 'my_req' }), 'The binding name my_req is invalid.'],
    [
      '$return as input',
      bindings({ ...trigger, name: '$return' }),
      `$return bindings must specify a direction of 'out'.`,
    ],
    [
      'one name twice',
      bindings(trigger, { ...res, name: 'REQ' }),
      `Multiple bindings with name 'REQ' discovered. Binding names must be unique.`,
    ],
    ['no type', bindings({ name: 'req' }), `Binding 'req' is invalid. Bindings must specify a Type.`],
    ['a bad direction', bindings({ ...trigger, direction: 'up' }), `'up' is not a valid binding direction.`],
    [
      'no trigger',
      bindings(res),
      'No trigger binding specified. A function must have a trigger input binding.',
    ],
    [
      'two triggers',
      bindings(trigger, { name: 't', type: 'timerTrigger' }),
      'Multiple trigger bindings defined. A function can only have a single trigger binding.',
    ],
    [
      'http as input',
      bindings(trigger, { ...res, direction: 'in' }),
      'Http binding can only be used for output.',
    ],
    [
      'a script that is missing',
      { ...bindings(trigger, res), scriptFile: 'run.js' },
      `Invalid script file name configuration. The 'scriptFile' property is set to a file that does not exist.`,
    ],
    [
      'a setting that is missing',
      bindings({ ...trigger, route: '%ROUTE%' }, res),
      `'%ROUTE%' does not resolve to a value.`,
    ],
  ])('12. skips a function with %s and runs the others', async (_problem, bad, message) => {
    await using app = await runApp({ functions: { bad, hello: httpFunction() } })
    expect(app.host.functions.map(({ name }) => name)).toEqual(['hello'])
    const errors = app.entries.filter(({ level }) => level === 'error')
    expect(errors.map((entry) => entry.message)).toEqual([expect.stringContaining(message)])
    expect(errors[0]?.message).toMatch(/^The 'bad' function is in error: /)
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
  })

  it('12. looks at immediate folders with good names only', async () => {
    const directory = writeApp({})
    const write = (folder: string) => {
      mkdirSync(join(directory, folder), { recursive: true })
      writeFileSync(join(directory, folder, 'function.json'), JSON.stringify(httpFunction()))
    }
    for (const folder of ['nested/deeper', '1st', 'Host', 'a-b_c']) write(folder)
    mkdirSync(join(directory, 'assets'))
    await using app = await runApp({ directory })
    expect(app.host.functions.map(({ name }) => name)).toEqual(['a-b_c', 'hello'])
    expect(app.entries.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
      `The '1st' function is in error: '1st' is not a valid function name.`,
      `The 'Host' function is in error: 'Host' is not a valid function name.`,
    ])
  })
})
