import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import { packApp } from '../../toolkit/build/packApp.ts'
import type { Runtime } from '../../toolkit/build/toolchain.ts'
import { type Candidate, candidateOf } from '../handler/candidate.ts'

/** The same functions in every language; the first is the reference. */
export const languages = ['TypeScript on Bun', 'TypeScript on Node.js', 'Go', 'Rust'] as const
export type Language = (typeof languages)[number]

export interface LanguageApp extends Candidate {
  /** Bytes of the zip. */
  readonly packageSize: number
  /** Seconds, with compiler caches that were empty, and with nothing changed since. */
  readonly cleanBuild: number
  readonly unchangedBuild: number
}

const bench = join(import.meta.dirname, '..')
const handlers: Record<Language, { readonly folder: string; readonly runtime?: Runtime }> = {
  'TypeScript on Bun': { folder: join(bench, 'handler/app'), runtime: 'bun' },
  'TypeScript on Node.js': { folder: join(bench, 'handler/app'), runtime: 'node' },
  Go: { folder: join(bench, 'languages/go') },
  Rust: { folder: join(bench, 'languages/rust') },
}

/** Builds one app into a folder, with empty caches first and then with nothing changed. */
export async function buildLanguage(language: Language, folder: string): Promise<LanguageApp> {
  const { folder: handler, runtime = 'bun' } = handlers[language]
  const caches = join(folder, 'caches')
  const outputDirectory = join(folder, language.replaceAll(' ', '-'))
  const build = () => buildApp(handler, { outputDirectory, runtime })
  const restore = setEnvironment({ GOCACHE: join(caches, 'go'), XDG_CACHE_HOME: join(caches, 'user') })
  const [app, cleanBuild] = await timed(build).finally(restore)
  rmSync(caches, { recursive: true, force: true })
  const [, unchangedBuild] = await timed(build)
  const zip = `${outputDirectory}.zip`
  await packApp(outputDirectory, zip)
  return {
    ...candidateOf(app),
    packageSize: statSync(zip).size,
    cleanBuild,
    unchangedBuild,
  }
}

async function timed<T>(action: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now()
  const result = await action()
  return [result, (performance.now() - started) / 1000]
}

function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env }
  Object.assign(process.env, variables)
  return () => {
    for (const name of Object.keys(variables)) delete process.env[name]
    Object.assign(process.env, before)
  }
}
