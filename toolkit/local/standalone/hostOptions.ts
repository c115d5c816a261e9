import { parseArgs } from 'node:util'
import { UserError } from '../../build/userError.ts'

export interface HostCommandOptions {
  readonly help: boolean
  /** The app folder; undefined stands for the current one. */
  readonly directory: string | undefined
  /** 0 stands for any free port; without it, what local.settings.json says, else 7071. */
  readonly port: number | undefined
}

export const hostUsage = `Usage: npm run host -- [DIR] [OPTIONS]

Runs the app folder DIR (host.json, function folders, handler executable) as Azure's Functions host would, until Ctrl+C.
Settings come from DIR/local.settings.json, storage from an Azurite of its own where they name none. A change of the
app is taken over without losing a request. DIR is the current folder where it is left out.
  --port N        port of the app (default: Host.LocalHttpPort of local.settings.json, else 7071; 0 = any free one)
  --help          this text`

/** @throws UserError for an option that does not exist or a value that is none */
export function parseHostOptions(args: readonly string[]): HostCommandOptions {
  const { values, positionals } = parse(args)
  const [directory, ...others] = positionals
  if (others.length > 0) {
    throw invalid(`One app folder at a time: '${positionals.join("', '")}' are ${positionals.length}.`)
  }
  return {
    help: values.help,
    directory,
    port: values.port === undefined ? undefined : wholeNumber('--port', values.port, 0, 65_535),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string', short: 'p' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    throw invalid(`${error instanceof Error ? error.message.split(/\.\s/)[0] : String(error)}.`)
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= most) return number
  throw invalid(`${option} is '${text}': it has to be a whole number from ${least} to ${most}.`)
}

function invalid(reason: string): UserError {
  return new UserError('option-invalid', `${reason}\n\n${hostUsage}`)
}
