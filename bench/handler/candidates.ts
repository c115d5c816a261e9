import { join } from 'node:path'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import type { Runtime } from '../../toolkit/build/toolchain.ts'
import { bunPath } from '../../toolkit/build/toolchains/typescript/tools.ts'
import { run } from '../run.ts'
import { buildDrive } from './buildDrive.ts'
import { type Candidate, candidateOf } from './candidate.ts'

export interface Candidates {
  /** They answer the same requests alike. */
  readonly candidates: Readonly<Record<CandidateName, Candidate>>
  /** Our app with Node.js in the executable instead of Bun. */
  readonly node: string
  /** The program that measures the others. */
  readonly drive: string
}

export const candidateNames = ['ours', 'bare', 'go'] as const
export type CandidateName = (typeof candidateNames)[number]

/** Builds everything that is measured, and what measures it, into a folder. */
export async function buildCandidates(folder: string): Promise<Candidates> {
  const build = (handler: string, name: string, runtime?: Runtime) =>
    buildApp(join(import.meta.dirname, handler), { outputDirectory: join(folder, name), runtime })
  const ours = candidateOf(await build('app', 'ours'))
  const node = await build('app', 'node', 'node')
  const go = candidateOf(await build('../languages/go', 'go'))
  const bare = { executable: await compileBare(folder), requests: ours.requests }
  return { candidates: { ours, bare, go }, node: node.executable, drive: await buildDrive(folder) }
}

async function compileBare(folder: string): Promise<string> {
  const executable = join(folder, 'bare', 'handler')
  const source = join(import.meta.dirname, 'bare.ts')
  const options = ['--compile', '--minify', '--bytecode', '--format=cjs', '--outfile', executable]
  const closed = ['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig']
  await run(bunPath(), ['build', source, ...options, ...closed], { cwd: folder })
  return executable
}
