import { join } from 'node:path'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import { triggerOf } from '../../toolkit/build/functionMetadata.ts'
import { bunPath } from '../../toolkit/build/toolchains/typescript/tools.ts'
import { run } from '../run.ts'
import { buildGo } from './buildGo.ts'

export interface Candidates {
  /** Executables that answer the same requests alike. */
  readonly executables: Readonly<Record<CandidateName, string>>
  /** Our app with Node.js in the executable instead of Bun. */
  readonly node: string
  /** The name of the queue trigger's data in an envelope. */
  readonly triggerName: string
  /** The program that measures the others. */
  readonly drive: string
}

export const candidateNames = ['ours', 'bare', 'go'] as const
export type CandidateName = (typeof candidateNames)[number]

/** Builds everything that is measured, and what measures it, into a folder. */
export async function buildCandidates(folder: string): Promise<Candidates> {
  const app = await buildApp(join(import.meta.dirname, 'app'), { outputDirectory: join(folder, 'app') })
  const onNode = await buildApp(join(import.meta.dirname, 'app'), {
    outputDirectory: join(folder, 'node'),
    runtime: 'node',
  })
  const queueTrigger = app.functions.map(triggerOf).find(({ type }) => type === 'queueTrigger')
  return {
    executables: {
      ours: app.executable,
      bare: await compileBare(folder),
      go: await buildGo('reference', folder),
    },
    node: onNode.executable,
    triggerName: queueTrigger?.name ?? '',
    drive: await buildGo('drive', folder),
  }
}

async function compileBare(folder: string): Promise<string> {
  const executable = join(folder, 'bare', 'handler')
  const source = join(import.meta.dirname, 'bare.ts')
  const options = ['--compile', '--minify', '--bytecode', '--format=cjs', '--outfile', executable]
  const closed = ['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig']
  await run(bunPath(), ['build', source, ...options, ...closed], { cwd: folder })
  return executable
}
