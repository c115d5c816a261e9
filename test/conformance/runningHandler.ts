import { readdirSync, readFileSync, statSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { type FunctionMetadata, parseFunctionMetadata } from '../../toolkit/build/functionMetadata.ts'
import { freePort } from '../../toolkit/local/host/handler/freePort.ts'
import { handlerCommand } from '../../toolkit/local/host/handler/handlerCommand.ts'
import { type HandlerProcess, startHandlerProcess } from '../../toolkit/local/host/handler/handlerProcess.ts'
import { waitUntilListening } from '../../toolkit/local/host/handler/readiness.ts'
import { readHostJson } from '../../toolkit/local/host/readHostJson.ts'
import type { BuiltApp } from './runner.ts'

/** A handler as the host has it: a process and the port it was given. */
export interface RunningHandler extends HandlerProcess {
  readonly port: number
  /** The host's kept-alive connections. */
  readonly agent: Agent
  readonly functions: ReadonlyMap<string, FunctionMetadata>
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
}

/** Starts the executable as the host does and waits until it answers `GET /` or ends. Contract 4.1 to 4.4 */
export async function startHandler(app: BuiltApp, port?: number): Promise<RunningHandler> {
  const given = port ?? (await freePort())
  const lines = { stdout: [] as string[], stderr: [] as string[] }
  const environment = { PATH: process.env.PATH ?? '', ...handlerVariables(app, given) }
  const { customHandler } = readHostJson(app.directory, {})
  const command = handlerCommand(customHandler.description, {
    appRoot: app.directory,
    environment,
    handlerVariables: handlerVariables(app, given),
    isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true,
  })
  const run = startHandlerProcess(command, environment, (line, stream) => lines[stream].push(line))
  const ended = new AbortController()
  void run.exited.then(() => ended.abort())
  const readiness = await waitUntilListening(given, customHandler.initializationTimeout, ended.signal)
  if (readiness !== 'ready' && readiness !== 'aborted') {
    run.kill()
    throw new Error(`The handler is ${readiness} at port ${given}:\n${lines.stderr.join('\n')}`)
  }
  const agent = new Agent({ keepAlive: true })
  return { ...run, ...lines, port: given, agent, functions: readFunctions(app.directory) }
}

// Contract 4.2
function handlerVariables({ directory }: BuiltApp, port: number): Record<string, string> {
  const id = crypto.randomUUID()
  return {
    FUNCTIONS_CUSTOMHANDLER_PORT: String(port),
    FUNCTIONS_HTTPWORKER_PORT: String(port),
    FUNCTIONS_CUSTOMHANDLER_WORKER_ID: id,
    FUNCTIONS_HTTPWORKER_ID: id,
    FUNCTIONS_APP_ROOT_PATH: directory,
  }
}

function readFunctions(directory: string): Map<string, FunctionMetadata> {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return new Map(
    folders.map(({ name }) => {
      const functionJson: unknown = JSON.parse(readFileSync(join(directory, name, 'function.json'), 'utf8'))
      return [name, parseFunctionMetadata(name, functionJson)]
    }),
  )
}
