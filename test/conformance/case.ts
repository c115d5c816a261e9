import type { BuiltApp } from './runner.ts'
import type { RunningHandler } from './runningHandler.ts'

/** One check of a line of contract 13.1 against the running executable. */
export interface Case {
  /** The line, then the case's own number. */
  readonly number: string
  readonly title: string
  run(handler: RunningHandler, app: BuiltApp): Promise<void>
}
