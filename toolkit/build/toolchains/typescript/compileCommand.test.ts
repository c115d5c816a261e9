import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { complaint, runCompileCommand } from './compileCommand.ts'

const run = (code: string) =>
  runCompileCommand({ runtime: 'node', program: process.execPath, args: ['-e', code], cwd: tmpdir() })

const mend =
  'Mend it, or leave out the package that it is in, or build with the runtime "bun", and build again.'

test('what a runtime complains of is told to who wrote the handler', async () => {
  await expect(run('console.error("No such thing"); process.exitCode = 1')).rejects.toMatchObject({
    code: 'compile-failed',
    message: `Node.js cannot compile the handler with its packages:\nNo such thing\n${mend}`,
  })
})

test('one that is ended has nothing to say', async () => {
  await expect(run('process.kill(process.pid, "SIGKILL")')).rejects.toMatchObject({
    message: `Node.js cannot compile the handler with its packages:\nIt was ended by SIGKILL.\n${mend}`,
  })
})

test('one that cannot be started is no fault of the handler', async () => {
  const absent = {
    runtime: 'bun',
    program: join(tmpdir(), 'absent', 'bun'),
    args: [],
    cwd: tmpdir(),
  } as const
  await expect(runCompileCommand(absent)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a complaint is read without what points nowhere', () => {
  const stderr =
    '8 | one=2;eval=3\n             ^\nerror: Invalid assignment target\n    at /tmp/one/bundle.cjs:8:8356\n\n'
  expect(complaint(stderr)).toBe('8 | one=2;eval=3\nerror: Invalid assignment target')
})
