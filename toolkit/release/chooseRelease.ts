import { UserError } from '../build/userError.ts'
import type { Release } from './release.ts'
import { releaseTable } from './releaseTable.ts'

/**
 * The kept package whose hash begins with `wanted`.
 * @throws UserError with the list when there is none, or more than one
 */
export function chooseRelease(wanted: string, releases: readonly Release[]): Release {
  const found = releases.filter(({ hash }) => hash.startsWith(wanted.toLowerCase()))
  const [release] = found
  if (release !== undefined && found.length === 1) return release
  if (releases.length === 0) throw unknown(wanted, 'this stack keeps no package yet.')
  if (found.length === 0) throw unknown(wanted, `this stack keeps\n${releaseTable(releases)}`)
  throw new UserError(
    'release-ambiguous',
    `app:release is ${wanted}, which begins the hash of ${found.length} packages:\n${releaseTable(found)}\n` +
      'Give more digits.',
  )
}

function unknown(wanted: string, kept: string): UserError {
  return new UserError(
    'release-unknown',
    `app:release is ${wanted}, but no package with this hash is kept: ${kept}\n` +
      'Set one of those, or remove the setting to deploy the handler folder: `pulumi config rm app:release`.',
  )
}
