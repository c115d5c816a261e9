import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Run {
  /** Wall time, in seconds. */
  readonly seconds: number
  /** Most memory the process itself had, in MB. */
  readonly peakMemory: number
  /** When each line of the output came, in seconds after the start. */
  readonly lines: readonly { readonly at: number; readonly text: string }[]
}

export interface RunOptions {
  readonly cwd: string
  /** Ends the program with SIGTERM when its output has this text. */
  readonly until?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a program and measures it from outside. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<Run> {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: { at: number; text: string }[] = []
  let reached: number | undefined
  const read = (chunk: Buffer) => {
    for (const text of chunk.toString().split('\n'))
      if (text.trim() !== '') lines.push({ at: seconds(), text })
    if (
      reached === undefined &&
      options.until &&
      lines.some(({ text }) => text.includes(options.until ?? ''))
    ) {
      reached = seconds()
      child.kill('SIGTERM')
    }
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  let peakMemory = 0
  const watch = setInterval(() => {
    peakMemory = Math.max(peakMemory, residentPeak(child))
  }, 20)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  clearInterval(watch)
  if (code !== 0) {
    const output = lines.map(({ text }) => text).join('\n')
    throw new Error(`${command} ${args.join(' ')} ended with exit code ${code}:\n${output}`)
  }
  return { seconds: reached ?? seconds(), peakMemory, lines }
}

/** `VmHWM` of /proc, in MB. */
function residentPeak({ pid }: ChildProcess): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes ?? 0) / 1024
  } catch {
    return 0 // it ended meanwhile
  }
}
