import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'

export interface RunningHandler {
  readonly url: string
  readonly stdout: () => string
  readonly stderr: () => string
  readonly process: ChildProcess
  /** The exit code, once it has ended. */
  readonly exited: Promise<number | null>
}

/** Starts an executable as the host does and waits until it answers GET / or ends. */
export async function startHandler(
  executable: string,
  env: Record<string, string> = {},
  cwd?: string,
): Promise<RunningHandler> {
  const port = await freePort()
  const child = spawn(executable, { cwd, env: { FUNCTIONS_CUSTOMHANDLER_PORT: String(port), ...env } })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (output.stdout += chunk))
  child.stderr.on('data', (chunk) => (output.stderr += chunk))
  const exited = once(child, 'close').then(([code]) => code)
  onTestFinished(() => void child.kill('SIGKILL'))
  const url = `http://127.0.0.1:${port}`
  await Promise.race([exited, untilAnswered(url)])
  return { url, stdout: () => output.stdout, stderr: () => output.stderr, process: child, exited }
}

async function untilAnswered(url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    const response = await fetch(url).catch(() => undefined)
    if (response !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`nothing answers at ${url}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('the socket has no port')
  return address.port
}
