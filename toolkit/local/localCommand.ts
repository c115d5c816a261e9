import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { UserError } from '../build/userError.ts'
import { dieTogether } from './dieTogether.ts'
import { engine } from './engine/engine.ts'
import { exitCodeOf } from './exitCode.ts'
import { openLocalhost } from './localhost.ts'
import { openStack } from './openStack.ts'
import { projectDirectory } from './project.ts'
import { pulumiEnvironment } from './pulumiEnvironment.ts'
import { stackExists } from './stackState.ts'

const usage = `Usage: npm run local -- CMD [ARGUMENTS…]

Runs a command with the environment of localhost Azure, and starts that for as long where it is not running.
  npm run local -- pulumi preview              what would change
  npm run local -- pulumi stack output         the stack's outputs
  npm run local -- pulumi destroy --yes        remove everything
The environment has what Pulumi needs, and AZURE_STORAGE_CONNECTION_STRING of the stack's storage account.`

/** `npm run local`: answers with the exit code of the command it runs. */
export async function localCommand([command, ...args]: readonly string[]): Promise<number> {
  if (command !== undefined && command !== '--help' && command !== '-h') {
    return exitCodeOf(runWithLocalhost(command, args))
  }
  console.log(usage)
  return command === undefined ? 2 : 0
}

async function runWithLocalhost(command: string, args: readonly string[]): Promise<number> {
  const cli = await engine(say)
  const pulumi = pulumiEnvironment(cli)
  const localhost = await openLocalhost({
    command: 'npm run local',
    runApps: false,
    log: (site, entry) => say(`${site}: ${entry.message}`),
    warn: say,
  })
  try {
    const environment = { ...pulumi, ...localhost.environment() }
    if (!stackExists()) await openStack(cli, environment)
    const code = await run(command, args, environment)
    const ended = localhost.whyEnded()
    if (code !== 0 && ended) say(`\n${ended}`)
    return code
  } finally {
    await localhost.close()
  }
}

async function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
): Promise<number> {
  const child = spawn(command, args, {
    cwd: process.env.INIT_CWD ?? projectDirectory,
    env: { ...process.env, ...environment },
    stdio: 'inherit',
  })
  dieTogether(child)
  const forward = (signal: NodeJS.Signals) => child.kill(signal)
  process.on('SIGTERM', forward).on('SIGINT', () => {}) // a terminal sends Ctrl+C to the command itself
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(notFound(command)))
    // 128 and the number of the signal, as a shell tells it
    child.once('exit', (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
}

function notFound(command: string): UserError {
  return new UserError(
    'command-not-found',
    `The command '${command}' could not be started: there is no such program on PATH. Check its name; ` +
      'a shell expression needs a shell: npm run local -- sh -c "…".',
  )
}

/** Progress goes to standard error: standard output is the command's. */
function say(line: string): void {
  console.error(line)
}
