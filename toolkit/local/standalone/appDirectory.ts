import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UserError } from '../../build/userError.ts'
import { functionNames } from '../host/functionFolders.ts'

/** The full path of the app folder a user names, as seen from `from`. Throws UserError for one that is none. */
export function appDirectory(named: string | undefined, from: string): string {
  const directory = resolve(from, named ?? '.')
  const hostJson = join(directory, 'host.json')
  if (!existsSync(hostJson)) {
    const what = existsSync(directory) ? 'has no host.json, so it is no app folder' : 'does not exist'
    throw notAnApp(
      `${directory} ${what}. An app folder has host.json, a folder with a function.json for each function, and the ` +
        `handler's executable. ${BUILD}`,
    )
  }
  const source = SOURCES.find((file) => existsSync(join(directory, file)))
  const hasRoutes = ROUTES.test(readFileSync(hostJson, 'utf8'))
  if (source !== undefined && !hasRoutes && functionNames(directory).length === 0) {
    throw notAnApp(
      `${directory} is the folder of a handler's source: it has ${source}, and no folder in it has a function.json. ${BUILD}`,
    )
  }
  return directory
}

const BUILD =
  'A handler folder becomes an app by `npm run build -- --handler DIR`; then: npm run host -- dist/app'
const SOURCES = ['package.json', 'go.mod', 'Cargo.toml']
// Functions without folders: contract 3.1, 3.3.
const ROUTES = /"(routes|configurationProfile)"/i

function notAnApp(message: string): UserError {
  return new UserError('no-app-folder', message)
}
