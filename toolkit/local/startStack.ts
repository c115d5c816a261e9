import { resolve } from 'node:path'
import type { OutputMap } from '@pulumi/pulumi/automation/index.js'
import { Listr } from 'listr2'
import { answering } from './answering.ts'
import { changeSummary } from './changes.ts'
import { type Engine, engine } from './engine/engine.ts'
import type { Localhost } from './localhost.ts'
import { projectDirectory } from './project.ts'
import { pulumiEnvironment } from './pulumiEnvironment.ts'
import { stackFileWith } from './stackFile.ts'
import type { StartOptions } from './startOptions.ts'
import { steady } from './steady.ts'
import { up } from './up.ts'

// Signals and the message of an error are the command's own business.
const listrOptions = {
  registerSignalListeners: false,
  rendererOptions: { showErrorMessage: false },
} as const

interface Progress {
  engine?: Engine
  outputs?: OutputMap
}

interface Task {
  title: string
  output: string
}

/** Brings the whole stack up on localhost: the engine, a `pulumi up`, the functions answering. */
export async function startStack(
  localhost: Localhost,
  options: StartOptions,
  signal: AbortSignal,
): Promise<OutputMap> {
  const problems: unknown[] = []
  const step = (title: string, work: (progress: Progress, task: Task) => Promise<void>) => ({
    title,
    task: (progress: Progress, task: Task) =>
      work(progress, task).catch((error: unknown) => {
        problems.push(error)
        throw new Error('see below') // the list shows one line of it, the command the whole message
      }),
  })
  const steps = [
    step('Pulumi engine', (progress, task) => prepareEngine(signal, progress, task)),
    step('pulumi up', (progress, task) => update(localhost, options, signal, progress, task)),
    step('Functions', (progress, task) => waitForAnswers(localhost, progress, task)),
  ]
  const { outputs = {} } = await new Listr<Progress>(steps, listrOptions).run({}).catch((error: unknown) => {
    throw problems[0] ?? error
  })
  return outputs
}

async function prepareEngine(signal: AbortSignal, progress: Progress, task: Task): Promise<void> {
  const report = steady((line) => {
    task.output = line
  })
  progress.engine = await engine(report, signal)
  task.title = `Pulumi engine: ${progress.engine.origin}`
}

async function update(
  localhost: Localhost,
  options: StartOptions,
  signal: AbortSignal,
  progress: Progress,
  task: Task,
): Promise<void> {
  if (progress.engine === undefined) return
  const result = await up({
    engine: progress.engine,
    environment: { ...pulumiEnvironment(progress.engine), ...localhost.environment() },
    exclusive: localhost.exclusive,
    stackFile: stackFileWith(overrides(options)),
    signal,
    progress: (line) => {
      task.output = line
    },
    warn: (message) => console.warn(message),
  })
  progress.outputs = result.outputs
  task.title = `pulumi up: ${changeSummary(result.summary.resourceChanges)}`
}

async function waitForAnswers(localhost: Localhost, { outputs = {} }: Progress, task: Task): Promise<void> {
  const url = String(outputs.url?.value)
  await answering(url, localhost.whyNotRunning)
  task.title = `Functions answer at ${url}`
}

function overrides({ handler, plan }: StartOptions): Record<string, string | undefined> {
  const base = process.env.INIT_CWD ?? projectDirectory
  return { 'app:handler': handler && resolve(base, handler), 'app:plan': plan }
}
