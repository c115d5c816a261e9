import { z } from 'zod'
import { UserError } from './userError.ts'

const systemErrorSchema = z.object({
  code: z.string(),
  /** Not `spawn`, `listen` or `connect`: those are about programs and ports, and who calls them knows which. */
  syscall: z.string().regex(/^(?!spawn|listen|connect|bind|kill)/),
  path: z.string().optional(),
  /** Where a copy or a new name was to be. */
  dest: z.string().optional(),
})
type SystemError = z.infer<typeof systemErrorSchema>

/**
 * What a user can mend: a `UserError` as it is, and as one what the machine refused, such as a full disk or a file of
 * somebody else. Nothing for any other error.
 */
export function userErrorOf(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error
  const { data } = systemErrorSchema.safeParse(error)
  const explain = data && explanations[data.code]
  return explain && new UserError('machine-refused', explain(data), { cause: error })
}

type Explain = (error: SystemError) => string

const again = 'then run the command again: it goes on where it was.'

const full: Explain = (error) =>
  `The disk is full: there is no room to write${place(error)}. Make some (\`df -h\` shows which disk it is), ${again}`

const denied: Explain = (error) =>
  `The system refuses access${error.path ? ` to ${error.path}` : ''} (${error.code}, ${error.syscall}): it belongs to ` +
  `another user, as after a run with sudo, or is protected. Give it to yourself (\`sudo chown -R "$USER" …\`), ${again}`

const readOnly: Explain = (error) =>
  `${error.dest ?? error.path ?? 'A file'} cannot be written: it is on a read-only file system. Use a checkout and a cache folder ` +
  '(XDG_CACHE_HOME) that can be written.'

const tooMany: Explain = () =>
  `The system lets no more files be opened. End other programs or raise the limit (\`ulimit -n\` shows it), ${again}`

const explanations: Readonly<Record<string, Explain>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: denied,
  EPERM: denied,
  EROFS: readOnly,
  EMFILE: tooMany,
  ENFILE: tooMany,
}

function place({ dest, path }: SystemError): string {
  return dest || path ? ` ${dest ?? path}` : ''
}
