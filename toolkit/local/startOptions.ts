import { parseArgs } from 'node:util'
import { UserError } from '../build/userError.ts'

export interface StartOptions {
  readonly help: boolean
  readonly handler: string | undefined
  readonly plan: string | undefined
  /** 0 stands for any free port; without it, the port of the last start. */
  readonly port: number | undefined
}

export const startUsage = `Usage: npm start [-- OPTIONS]

Puts the whole stack up on localhost through a real \`pulumi up\`, then serves until Ctrl+C.
  --handler DIR   folder of the functions (default: app:handler of Pulumi.local.yaml, else handler)
  --plan NAME     flex, premium, consumption or dedicated (default: app:plan of Pulumi.local.yaml, else flex)
  --port N        port of the function app (default 7071, 0 = any free one)
  --help          this text`

/** @throws UserError for an option that does not exist or a value that is none */
export function parseStartOptions(args: readonly string[]): StartOptions {
  const { help, handler, plan, port } = parse(args)
  return { help, handler, plan, port: port === undefined ? undefined : portNumber(port) }
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        handler: { type: 'string' },
        plan: { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError('option-invalid', `${reason}.\n\n${startUsage}`)
  }
}

function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UserError(
    'option-invalid',
    `--port is '${text}': it has to be a TCP port from 0 to 65535 (0 = any free one), e.g. npm start -- --port 8080.`,
  )
}
