import { expect, test } from 'vitest'
import { upFailed } from './upFailed.ts'

test('says each error once, without what the engine adds', () => {
  expect(upFailed(['no such plan', 'no such plan', 'no such region', 'update failed', ''], '').message).toBe(
    'no such plan\n\nno such region',
  )
})

test('says what a function of a provider refused, not which resources waited for it nor where the SDK called it', () => {
  const call = 'invocation of archive:index/getFile:getFile returned an error: The disk is full.\nMake room.'
  const error = `Unhandled exception: Error: error serializing property "properties": error serializing property "blobName": ${call}`
  const trace = '    at Object.callback (/home/me/node_modules/@pulumi/pulumi/runtime/invoke.js:237:29)'
  const message = 'The disk is full.\nMake room.'
  expect(
    upFailed([`${error}\n${trace}`, error.replace('Unhandled exception: Error: ', '')], '').message,
  ).toBe(message)
})

test('where the engine gave no error, says the error lines of the CLI', () => {
  const printed =
    'code: 255\nstdout: Updating\nstderr: x\nerror: the stack is gone\n  look there\nerror: the stack is gone\n  look there\n'
  expect(upFailed(['update failed'], new Error(printed)).message).toBe(
    'error: the stack is gone\n  look there',
  )
})

test.each(['failed to load checkpoint: unexpected end', 'corrupt store: missing version'])(
  'names the one cure for a state that cannot be read: %s',
  (error) => {
    expect(upFailed([error], '').message).toBe(
      `${error}\nRemove the folder .local and run \`npm start\` again: the stack is created anew, without the data of ` +
        'its queues and blobs.',
    )
  },
)

test('names the cure for a salt that is not the one of localhost', () => {
  expect(upFailed(['get stack secrets manager: malformed state value'], '').message).toBe(
    'get stack secrets manager: malformed state value\n' +
      'Remove the line encryptionsalt from Pulumi.local.yaml and run `npm start` again: it is written anew.',
  )
})

test('says so of an engine that was killed', () => {
  const cause = new Error(
    'code: -2\nstdout:\nstderr: Command was killed with SIGKILL (Forced termination): pulumi up',
  )
  expect(upFailed([], cause).message).toBe(
    "Pulumi's engine was ended from outside (SIGKILL), as a system does that is short of memory. " +
      'Run the command again: it goes on where it was.',
  )
})
