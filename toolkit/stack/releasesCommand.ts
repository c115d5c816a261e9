import { exitCodeOf } from '../local/exitCode.ts'
import { latestFirst, type Release, runningRelease } from '../release/release.ts'
import { releaseTable } from '../release/releaseTable.ts'
import { stackOptions } from './stackOptions.ts'
import { stackReleases } from './stackReleases.ts'
import { withStack } from './withStack.ts'

const usage = `Usage: npm run releases [-- OPTIONS]

Lists the packages that a stack keeps, with their hash, date and size, and says which one is in service.
  -s, --stack NAME   the stack (default: local, the one on localhost)
      --json         as JSON
      --help         this text
To put one back: pulumi config set app:release HASH -s NAME, then pulumi up -s NAME. The first digits are enough.`

/** `npm run releases`: answers with the exit code. */
export function releasesCommand(args: readonly string[]): Promise<number> {
  return exitCodeOf(list(args))
}

async function list(args: readonly string[]): Promise<number> {
  const options = stackOptions(args, { json: { type: 'boolean', default: false } }, usage)
  if (options.help) {
    console.log(usage)
    return 0
  }
  const releases = await withStack(options.stack, 'npm run releases', async (stack) =>
    (await stackReleases(stack)).list(),
  )
  console.log(options.json ? asJson(releases) : asText(options.stack, releases))
  return 0
}

function asText(stack: string, releases: readonly Release[]): string {
  if (releases.length === 0) return `The stack ${stack} keeps no package yet.`
  return releaseTable(releases)
}

function asJson(releases: readonly Release[]): string {
  const running = runningRelease(releases)
  const rows = latestFirst(releases).map((release) => ({ ...release, running: release === running }))
  return JSON.stringify(rows, null, 2)
}
