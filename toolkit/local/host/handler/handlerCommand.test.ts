import { describe, expect, it } from 'vitest'
import { handlerCommand } from './handlerCommand.ts'
import { splitArguments } from './splitArguments.ts'

const description = {
  defaultExecutablePath: 'handler',
  arguments: [],
  defaultWorkerPath: undefined,
  workerArguments: [],
  workingDirectory: undefined,
  workerDirectory: undefined,
  useStdErrorStreamForErrorsOnly: true,
}
const context = (files: readonly string[] = []) => ({
  appRoot: '/app',
  environment: { NAME: 'value', FUNCTIONS_CUSTOMHANDLER_PORT: '%FUNCTIONS_CUSTOMHANDLER_PORT%' },
  handlerVariables: { FUNCTIONS_CUSTOMHANDLER_PORT: '4711' },
  isFile: (path: string) => files.includes(path),
})

describe('handlerCommand', () => {
  it.each([
    [{}, ['/app/handler'], '/app/handler'],
    [{}, [], 'handler'],
    [{ defaultExecutablePath: '/usr/bin/node' }, [], '/usr/bin/node'],
    [{ workerDirectory: 'bin' }, ['/app/bin/handler'], '/app/bin/handler'],
    [{ defaultExecutablePath: '%NAME%' }, ['/app/value'], '/app/value'],
  ])('finds the executable of %j among %j', (change, files, file) => {
    expect(handlerCommand({ ...description, ...change }, context(files)).file).toBe(file)
  })

  it('joins arguments without quoting, then the worker path in quotes, then its arguments', () => {
    const change = { arguments: ['a b', '"c d"'], defaultWorkerPath: 'my worker.js', workerArguments: ['-x'] }
    expect(handlerCommand({ ...description, ...change }, context()).arguments).toEqual([
      'a',
      'b',
      'c d',
      'my worker.js',
      '-x',
    ])
  })

  it('expands settings and the five variables, and drops what has no value', () => {
    const change = { arguments: ['--port=%FUNCTIONS_CUSTOMHANDLER_PORT%', '%NAME%', 'x%UNSET%y'] }
    const { arguments: args } = handlerCommand({ ...description, ...change }, context())
    expect(args).toEqual(['--port=4711', 'value', 'xy'])
  })

  it.each([
    [undefined, '/app'],
    ['sub', '/app/sub'],
    ['/tmp', '/tmp'],
  ])('runs with working folder %s in %s', (workingDirectory, expected) => {
    expect(handlerCommand({ ...description, workingDirectory }, context()).workingDirectory).toBe(expected)
  })
})

describe('splitArguments', () => {
  it.each([
    ['  a\tb  ', ['a', 'b']],
    ['"a b"c d', ['a bc', 'd']],
    ['""', ['']],
    [String.raw`a\b "c\\" \"d\"`, [String.raw`a\b`, 'c\\', '"d"']],
    ['"a ""b"" c"', ['a "b" c']],
    ['', []],
  ])('splits %s', (line, args) => expect(splitArguments(line)).toEqual(args))
})
