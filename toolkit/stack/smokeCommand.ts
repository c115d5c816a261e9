import { z } from 'zod'
import { UserError } from '../build/userError.ts'
import { exitCodeOf } from '../local/exitCode.ts'
import { awaitBuild } from './awaitBuild.ts'
import { stackOptions } from './stackOptions.ts'
import { withStack } from './withStack.ts'

const usage = `Usage: npm run smoke [-- OPTIONS]

Waits until the app of a stack answers with the build that was deployed last, and fails when it does not.
  -s, --stack NAME      the stack (default: local, the one on localhost)
      --path PATH       a path that has to answer well too, e.g. '/api/hello?name=Ada'
      --timeout SECONDS how long to wait (default 300)
      --help            this text
Without --path no function is called: the Functions host itself tells the build in the header x-build-id.`

const outputsSchema = z.object({ url: z.string(), buildId: z.string() })

/** `npm run smoke`: answers with the exit code. */
export function smokeCommand(args: readonly string[]): Promise<number> {
  return exitCodeOf(smoke(args))
}

async function smoke(args: readonly string[]): Promise<number> {
  const own = { path: { type: 'string' }, timeout: { type: 'string', default: '300' } } as const
  const options = stackOptions(args, own, usage)
  if (options.help) {
    console.log(usage)
    return 0
  }
  const seconds = Number(options.timeout)
  if (!(seconds > 0))
    throw wrong(`--timeout is '${options.timeout}': it has to be a number of seconds, e.g. 300`)
  const { path } = options
  if (path !== undefined && !path.startsWith('/'))
    throw wrong(`--path is '${path}': it has to begin with a slash, e.g. /api/hello`)
  const { url, buildId } = await expected(options.stack)
  await awaitBuild({ url, buildId, path, seconds, report: (line) => console.error(line) })
  console.log(`✔ ${url} answers with build ${buildId}${path === undefined ? '' : `, ${path} included`}`)
  return 0
}

async function expected(name: string): Promise<{ url: string; buildId: string }> {
  const outputs = await withStack(name, 'npm run smoke', ({ ask }) => ask('stack', 'output', '--json'))
  const { data } = outputsSchema.safeParse(outputs)
  if (data) return data
  throw new UserError(
    'not-deployed',
    `The stack ${name} has no app with a build yet: its outputs lack url or buildId. Deploy it first: ` +
      `${name === 'local' ? 'npm start' : `pulumi up -s ${name}`}.`,
  )
}

function wrong(reason: string): UserError {
  return new UserError('option-invalid', `${reason}.\n\n${usage}`)
}
