import { statSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from './buildApp.ts'
import { packApp } from './packApp.ts'
import { UserError } from './userError.ts'

const help = `Makes dist/app and dist/app.zip of a handler folder.

Usage: npm run build [-- --handler DIR]

  --handler DIR   the folder with the functions (default: handler)
  --help          this text`

const project = resolve(import.meta.dirname, '../..')

try {
  const options = readOptions(process.argv.slice(2))
  if (options.help) console.log(help)
  else await build(resolve(process.env.INIT_CWD ?? '', options.handler))
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(error.message)
  process.exitCode = error.code === 'option-invalid' ? 2 : 1
}

async function build(handler: string): Promise<void> {
  const started = performance.now()
  const app = await buildApp(handler, { report: (line) => console.log(line) })
  console.log('Packing')
  const file = resolve(project, 'dist/app.zip')
  const zip = await packApp(app.directory, file)
  const executable = statSync(app.executable).size
  console.log(`\n${show(app.directory)}  executable ${megabytes(executable)}`)
  console.log(`${show(file)}  ${megabytes(zip.size)}, SHA-256 ${zip.sha256}`)
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

function readOptions(args: string[]): { handler: string; help: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        handler: { type: 'string', default: resolve(project, 'handler') },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('option-invalid', `${reason}\n\n${help}`, { cause })
  }
}

function show(path: string): string {
  return relative('', path)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
