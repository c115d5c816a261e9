import { parseArgs } from 'node:util'
import { UserError } from '../../build/userError.ts'

export interface HostCommandOptions {
  readonly help: boolean
  /** The app folder; undefined stands for the current one. */
  readonly directory: string | undefined
  /** 0 stands for any free port; without it, what local.settings.json says, else 7071. */
  readonly port: number | undefined
  readonly instances: number
  /** Whether functions ask for their keys. */
  readonly enableAuth: boolean
  /** The folder of the key files. */
  readonly keys: string | undefined
  readonly showKeys: boolean
  /** Undefined leaves it to local.settings.json. */
  readonly cors: readonly string[] | undefined
  readonly corsCredentials: boolean | undefined
}

export const hostUsage = `Usage: npm run host -- [DIR] [OPTIONS]

Runs the app folder DIR (host.json, function folders, handler executable) as Azure's Functions host would, until Ctrl+C.
Settings come from DIR/local.settings.json, storage from an Azurite of its own where they name none. A change of the
app is taken over without losing a request. DIR is the current folder where it is left out.
  --port N            port of the app (default: Host.LocalHttpPort of local.settings.json, else 7071; 0 = any free one)
  --instances N       as many handler processes behind the port, as on Azure after scaling out (default 1)
  --enableAuth        ask for keys as on Azure: authLevel of each function, the master key for /admin
  --keys DIR          folder of the key files, host.json and <function>.json; what is missing is generated
  --show-keys         print the keys and end
  --cors ORIGINS      origins that pages may call from, with commas; * = all (default: Host.CORS of local.settings.json)
  --cors-credentials  let these pages send cookies (default: Host.CORSCredentials of local.settings.json)
  --help              this text`

/** @throws UserError for an option that does not exist or a value that is none */
export function parseHostOptions(args: readonly string[]): HostCommandOptions {
  const { values, positionals } = parse(args)
  const [directory, ...others] = positionals
  if (others.length > 0) {
    throw invalid(`One app folder at a time: '${positionals.join("', '")}' are ${positionals.length}.`)
  }
  const { port, instances } = values
  return {
    help: values.help,
    directory,
    port: port === undefined ? undefined : wholeNumber('--port', port, 0, 65_535),
    instances: instances === undefined ? 1 : wholeNumber('--instances', instances, 1, MOST_INSTANCES),
    enableAuth: values.enableAuth,
    keys: values.keys,
    showKeys: values['show-keys'],
    cors: values.cors?.split(',').map((origin) => origin.trim()),
    corsCredentials: values['cors-credentials'],
  }
}

// A laptop's; Azure stops at some hundreds.
const MOST_INSTANCES = 64

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        port: { type: 'string', short: 'p' },
        instances: { type: 'string' },
        enableAuth: { type: 'boolean', default: false },
        keys: { type: 'string' },
        'show-keys': { type: 'boolean', default: false },
        cors: { type: 'string' },
        'cors-credentials': { type: 'boolean' },
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
