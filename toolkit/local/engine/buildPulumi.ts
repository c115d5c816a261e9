import { spawn } from 'node:child_process'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { UserError } from '../../build/userError.ts'
import { dieTogether } from '../dieTogether.ts'
import { languageHostVariable } from './languageHostVariable.ts'
import { recordBinary } from './verifiedBinary.ts'

export interface BuildOptions {
  readonly file: string
  readonly version: string
  readonly report: (line: string) => void
  /** Ends the build. */
  readonly signal: AbortSignal | undefined
}

const sources = join(import.meta.dirname, 'go') // the pinned go.mod with its go.sum
const command = 'github.com/pulumi/pulumi/pkg/v3/cmd/pulumi'
const versionVariable = 'github.com/pulumi/pulumi/sdk/v3/go/common/version.Version'

// The CLI looks for its language host beside itself. The cache serves many checkouts, so each run names its own.
const languageHostScript = `#!/bin/sh
exec node "\${${languageHostVariable}:?start pulumi with: npm run local -- pulumi}" "$@"
`

/** Builds the Pulumi CLI from the Go modules that go.sum pins. */
export async function buildPulumi({ file, version, report, signal }: BuildOptions): Promise<void> {
  const draft = `${file}.building-${process.pid}`
  await mkdir(dirname(file), { recursive: true })

  report('No download here, so Pulumi is built with Go (once, about 5 minutes): getting its Go modules')
  const packages = await loadPackages(report, signal)
  let compiled = 0
  const ldflags = `-s -w -X ${versionVariable}=v${version}` // without a version the Automation API refuses the CLI
  const options = ['-v', '-trimpath', '-buildvcs=false', '-ldflags', ldflags, '-o', draft]
  const onPackage = () => {
    compiled += 1
    report(`Building Pulumi: ${compiled} of about ${packages} Go packages compiled`)
  }
  try {
    await go(['build', ...options, command], onPackage, signal)
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
  await recordBinary(file)
  await writeFile(join(dirname(file), 'pulumi-language-nodejs'), languageHostScript, { mode: 0o755 })
}

export async function hasGo(): Promise<boolean> {
  return go(['version'], () => {}).then(
    () => true,
    () => false,
  )
}

/** Downloads the modules that the command needs, and counts its packages. */
async function loadPackages(
  report: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  let [modules, packages] = [0, 0]
  const onLine = (line: string) => {
    if (line.startsWith('go: downloading')) report(`Building Pulumi: ${++modules} Go modules downloaded`)
    else packages += 1
  }
  await go(['list', '-deps', command], onLine, signal)
  return packages
}

async function go(
  args: readonly string[],
  onLine: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const child = spawn('go', args, {
    cwd: sources,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  })
  dieTogether(child)
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line)
      onLine(line)
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw buildFailed(args, lines)
}

function buildFailed(args: readonly string[], lines: readonly string[]): UserError {
  return new UserError(
    'engine-build-failed',
    [
      `Building Pulumi failed at \`go ${args.slice(0, 2).join(' ')}\`. Its last lines:`,
      ...lines.slice(-8).map((line) => `  ${line}`),
      'It needs Go 1.26 or newer and a reachable Go module proxy (`go env GOPROXY`). Run the command again to continue.',
    ].join('\n'),
  )
}
