import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Finished {
  readonly code: number | null
  readonly output: string
}

/** A command of the product as a user runs it: its output, and how it ends. */
export class Command {
  readonly #child: ChildProcess
  readonly #exit: Promise<unknown[]>
  output = ''

  constructor(
    directory: string,
    file: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ) {
    this.#child = spawn(process.execPath, [file, ...args], {
      cwd: directory,
      env: { ...process.env, INIT_CWD: directory, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#exit = once(this.#child, 'close')
    this.#child.stdout?.on('data', (chunk) => (this.output += chunk))
    this.#child.stderr?.on('data', (chunk) => (this.output += chunk))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Waits until the output has a text; fails with the output when the command ends before. */
  async says(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      const ended = this.#child.exitCode !== null || this.#child.signalCode !== null
      if (ended) throw new Error(`The command ended before it said '${text}':\n${this.output}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  async finished(): Promise<Finished> {
    await this.#exit
    return { code: this.#child.exitCode, output: this.output }
  }

  async stop(signal: NodeJS.Signals): Promise<Finished> {
    this.#child.kill(signal)
    return this.finished()
  }
}
