import { statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from './buildApp.ts'
import { packApp } from './packApp.ts'
import { userErrorOf } from './systemError.ts'
import type { Runtime } from './toolchain.ts'
import { UserError } from './userError.ts'

const help = `Makes dist/app and dist/app.zip of a handler folder.

Usage: npm run build [-- --handler DIR] [--runtime NAME]

  --handler DIR    the folder with the functions (default: handler)
  --runtime NAME   what runs TypeScript in the executable: bun (default) or node
  --help           this text`

const project = resolve(import.meta.dirname, '../..')

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) console.log(help)
  else await build(resolve(process.env.INIT_CWD ?? '', options.handler), parseRuntime(options.runtime))
} catch (error) {
  const mistake = userErrorOf(error)
  if (mistake === undefined) throw error
  console.error(mistake.message)
  process.exitCode = mistake.code === 'option-invalid' ? 2 : 1
}

async function build(handler: string, runtime: Runtime): Promise<void> {
  const started = performance.now()
  const app = await buildApp(handler, { runtime, report: (line) => console.log(line) })
  console.log('Packing')
  const file = resolve(project, 'dist/app.zip')
  const zip = await packApp(app.directory, file)
  const executable = statSync(app.executable, { throwIfNoEntry: false })
  const what = executable ? `executable ${megabytes(executable.size)}` : `started by ${app.executable}`
  console.log(`\n${show(app.directory)}  ${what}`)
  console.log(`${show(file)}  ${megabytes(zip.size)}, SHA-256 ${zip.sha256}`)
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

function readOptions(args: string[]): { handler: string; runtime: string; help: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        handler: { type: 'string', default: resolve(project, 'handler') },
        runtime: { type: 'string', default: 'bun' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('option-invalid', `${reason}\n\n${help}`, { cause })
  }
}

function parseRuntime(name: string): Runtime {
  if (name === 'bun' || name === 'node') return name
  throw new UserError('option-invalid', `There is no runtime "${name}". Name one of: bun, node.\n\n${help}`)
}

function show(path: string): string {
  return relative('', path)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
