import { isAbsolute, join } from 'node:path'
import type { HostJson } from './hostJson.ts'
import { UserError } from './userError.ts'

/** Where the build has to write the executable, relative to the app folder: what host.json starts. */
export function executableName({ customHandler }: HostJson): string {
  const { defaultExecutablePath = defaultName, workerDirectory = '' } = customHandler?.description ?? {}
  if (isPlain(defaultExecutablePath) && !isAbsolute(workerDirectory)) {
    return join(workerDirectory, defaultExecutablePath)
  }
  throw new UserError(
    'executable-mismatch',
    `host.json starts "${defaultExecutablePath}", but the build writes the executable into the app folder, and Core ` +
      'Tools mark only a file executable that is called exactly so. Set ' +
      'customHandler.description.defaultExecutablePath to its plain name, e.g. "handler".',
  )
}

/** For executables that are always called `handler`. */
export function requireDefaultName({ customHandler }: HostJson): void {
  const path = customHandler?.description.defaultExecutablePath ?? defaultName
  if (path === defaultName) return
  throw new UserError(
    'executable-mismatch',
    `host.json starts "${path}", but the build makes an executable called "handler". ` +
      'Set customHandler.description.defaultExecutablePath to "handler", or leave customHandler out.',
  )
}

const defaultName = 'handler'

// Core Tools compare letter by letter with the name in the zip (contract 11), so nothing may stand for another.
function isPlain(path: string): boolean {
  return path.split('/').every((part) => /^[^\\%]+$/.test(part) && part !== '.' && part !== '..')
}
