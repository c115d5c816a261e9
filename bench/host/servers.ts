import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../toolkit/local/host/handler/freePort.ts'

/** A server on the first core, that answers. */
export interface BenchServer extends AsyncDisposable {
  readonly port: number
  readonly pid: number
}

/** `npm run host` on an app folder; its log goes nowhere. */
export async function startHostServer(
  appDirectory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const port = await freePort()
  const entry = join(import.meta.dirname, '../../toolkit/local/hostRun.ts')
  return start(
    port,
    '/api/hello',
    [process.execPath, entry, appDirectory, '--port', String(port)],
    environment,
  )
}

export async function startReverseProxy(handlerPort: number): Promise<BenchServer> {
  const port = await freePort()
  const entry = join(import.meta.dirname, 'reverseProxy.ts')
  return start(port, '/', [process.execPath, entry, String(port), String(handlerPort)])
}

export async function startHandlerAlone(executable: string): Promise<BenchServer> {
  const port = await freePort()
  return start(port, '/', [executable], { FUNCTIONS_CUSTOMHANDLER_PORT: String(port) })
}

async function start(
  port: number,
  path: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const env = { ...process.env, ...environment }
  const child = spawn('taskset', ['-c', '0', ...command], { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const { pid } = child
  if (pid === undefined) throw new Error(`${command[0]} cannot be started on one core: is taskset there?`)
  while (
    !(await fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null)
      throw new Error(`${command.join(' ')} ended with exit code ${child.exitCode}`)
    await sleep(20)
  }
  return {
    port,
    pid,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
