import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../build/userError.ts'
import { cloudDirectory } from './project.ts'
import { stackHasResources } from './stackState.ts'

/** The one cure for a `.local` folder whose parts do not fit together. */
export const startAfresh =
  'Remove the folder .local and run `npm start` again: the stack is created anew, without the data of its queues and blobs.'

/** @throws UserError when parts of the `.local` folder were removed, which no update can mend */
export function requireUndamaged(): void {
  const parts = neededParts().filter((part) => !existsSync(join(cloudDirectory, part)))
  if (stackHasResources() && parts.length > 0) {
    throw damaged(`Pulumi's state lists a stack, but localhost's cloud lacks ${parts.join(', ')}`)
  }
  if (!stackHasResources() && existsSync(join(cloudDirectory, 'storage/accounts.json'))) {
    throw damaged("localhost's cloud holds a stack, but Pulumi's state does not know it")
  }
}

/** What a cloud with these resources has on disk; a stack without an app has no sites. */
function neededParts(): string[] {
  const records = join(cloudDirectory, 'resources.json')
  const types = existsSync(records) ? readFileSync(records, 'utf8') : ''
  return [
    'resources.json',
    ...(types.includes('"azure-native:storage:StorageAccount"') ? ['storage/accounts.json'] : []),
    ...(types.includes('"azure-native:web:WebApp"') ? ['sites'] : []),
  ]
}

function damaged(what: string): UserError {
  return new UserError('localhost-damaged', `The folder .local is damaged: ${what}. ${startAfresh}`)
}
