import { join } from 'node:path'
import { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { version } from '@pulumi/pulumi/version.js'
import { cacheDirectory } from '../../build/cacheDirectory.ts'
import { UserError } from '../../build/userError.ts'
import { buildPulumi, hasGo } from './buildPulumi.ts'
import { downloadPulumi } from './downloadPulumi.ts'
import { oneAtATime } from './oneAtATime.ts'
import { isVerified } from './verifiedBinary.ts'

/** A Pulumi CLI that is ready to run. */
export interface Engine {
  readonly command: PulumiCommand
  /** Its folder, to be put on PATH. */
  readonly binDirectory: string | undefined
  /** Where it came from, for the user. */
  readonly origin: string
}

/**
 * Finds Pulumi on PATH or in the user's cache; else downloads it; else, where downloads are closed, builds it with Go.
 * @throws UserError when none of it can be done
 */
export async function engine(report: (line: string) => void, signal?: AbortSignal): Promise<Engine> {
  const onPath = await found()
  if (onPath) return { command: onPath, binDirectory: undefined, origin: `Pulumi ${onPath.version} on PATH` }

  const root = join(cacheDirectory(), `pulumi-${version}`)
  const waiting = (pid: number) =>
    report(`Process ${pid} is getting Pulumi ${version} already: waiting for it`)
  return (
    (await fromCache(root)) ??
    oneAtATime({ file: `${root}.turn`, waiting, signal }, async () => {
      return (await fromCache(root)) ?? getPulumi(root, report, signal)
    })
  )
}

async function fromCache(root: string): Promise<Engine | undefined> {
  const cached = (await isVerified(binary(root))) ? await found(root) : undefined
  return cached && { ...inCache(cached, root), origin: `Pulumi ${version} from the cache` }
}

async function getPulumi(
  root: string,
  report: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<Engine> {
  report(`Getting Pulumi ${version}: not in the cache, or not as it was put there; downloading it`)
  const downloaded = await downloadPulumi(root, signal).catch((error: Error) => error)
  if (downloaded instanceof PulumiCommand)
    return { ...inCache(downloaded, root), origin: `Pulumi ${version}, downloaded` }

  signal?.throwIfAborted()
  if (!(await hasGo())) throw noEngine(downloaded)
  report(
    `Getting Pulumi ${version}: the download is closed here, building it with Go instead (about 5 minutes, once)`,
  )
  await buildPulumi({ file: binary(root), version, report, signal })
  const built = await PulumiCommand.get({ root })
  return { ...inCache(built, root), origin: `Pulumi ${version}, built with Go` }
}

/** The CLI on PATH, or below `root`, where it is as new as the SDK. */
async function found(root?: string): Promise<PulumiCommand | undefined> {
  const command = await PulumiCommand.get(root === undefined ? {} : { root }).catch(() => undefined)
  return command?.version && command.version.compare(version) >= 0 ? command : undefined
}

function binary(root: string): string {
  return join(root, 'bin', 'pulumi')
}

function inCache(command: PulumiCommand, root: string): Pick<Engine, 'command' | 'binDirectory'> {
  return { command, binDirectory: join(root, 'bin') }
}

function noEngine(cause: Error): UserError {
  return new UserError(
    'engine-missing',
    [
      `Pulumi ${version} is neither on PATH nor in the cache, its download failed (${firstLine(cause.message)}),`,
      'and there is no Go to build it with. Do one of these, then run the command again:',
      `  - install Pulumi ${version} or newer (https://www.pulumi.com/docs/install/) so that \`pulumi version\` answers, or`,
      '  - install Go 1.26 or newer (https://go.dev/dl/) so that `go version` answers: Pulumi is then built from its sources.',
    ].join('\n'),
    { cause },
  )
}

function firstLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? text
}
