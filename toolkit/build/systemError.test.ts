import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { userErrorOf } from './systemError.ts'
import { UserError } from './userError.ts'

/** What a system call refuses, as Node.js reports it. */
const refusal = (code: string, more: object) =>
  Object.assign(new Error(`${code}: refused`), { code, ...more })

describe('what the machine refuses is told as the user can mend it:', () => {
  test('a full disk, by the device that always is', () => {
    const file = openSync('/dev/full', 'w')
    expect(messageOf(() => writeSync(file, 'x'))).toBe(
      'The disk is full: there is no room to write. Make some (`df -h` shows which disk it is), then run the command ' +
        'again: it goes on where it was.',
    )
    closeSync(file)
  })

  test.each([
    [
      'a full disk, with where a copy was to be',
      refusal('ENOSPC', { syscall: 'copyfile', path: '/tmp/handler', dest: '/home/me/dist/handler' }),
      'The disk is full: there is no room to write /home/me/dist/handler. Make some (`df -h` shows which disk it is), ' +
        'then run the command again: it goes on where it was.',
    ],
    [
      'a file of another user',
      refusal('EACCES', { syscall: 'open', path: '/home/me/.local/holder.json' }),
      'The system refuses access to /home/me/.local/holder.json (EACCES, open): it belongs to another user, as after a ' +
        'run with sudo, or is protected. Give it to yourself (`sudo chown -R "$USER" …`), then run the command again: ' +
        'it goes on where it was.',
    ],
    [
      'a read-only file system',
      refusal('EROFS', { syscall: 'mkdir', path: '/home/me/dist' }),
      '/home/me/dist cannot be written: it is on a read-only file system. Use a checkout and a cache folder ' +
        '(XDG_CACHE_HOME) that can be written.',
    ],
    [
      'too many open files',
      refusal('EMFILE', { syscall: 'open', path: '/home/me/x' }),
      'The system lets no more files be opened. End other programs or raise the limit (`ulimit -n` shows it), then run ' +
        'the command again: it goes on where it was.',
    ],
  ])('%s', (_what, error, message) => {
    expect(userErrorOf(error)).toMatchObject({ code: 'machine-refused', message, cause: error })
  })
})

test('a mistake of the user stays as it is', () => {
  const error = new UserError('option-invalid', 'There is no such option.')
  expect(userErrorOf(error)).toBe(error)
})

test('what is missing, a port that refuses, and a fault of ours are not the machine', async () => {
  const refused = await new Promise((resolve) => connect(1, '127.0.0.1').once('error', resolve))
  expect(userErrorOf(refused)).toBe(undefined)
  expect(userErrorOf(refusal('EACCES', { syscall: 'listen' }))).toBe(undefined)
  expect(userErrorOf(new TypeError('x is not a function'))).toBe(undefined)
  expect(messageOf(() => readFileSync('/nowhere'))).toBe(undefined)
})

function messageOf(work: () => unknown): string | undefined {
  try {
    work()
  } catch (error) {
    return userErrorOf(error)?.message
  }
  throw new Error('it was not refused')
}
