import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from '../../build/userError.ts'

/** The full path of the app folder a user names, as seen from `from`. Throws UserError for one that is none. */
export function appDirectory(named: string | undefined, from: string): string {
  const directory = resolve(from, named ?? '.')
  if (existsSync(join(directory, 'host.json'))) return directory
  const what = existsSync(directory) ? 'has no host.json, so it is no app folder' : 'does not exist'
  throw new UserError(
    'no-app-folder',
    `${directory} ${what}. An app folder has host.json, a folder with a function.json for each function, and the ` +
      `handler's executable. A handler folder becomes one by \`npm run build -- --handler DIR\`; then: npm run host -- dist/app`,
  )
}
