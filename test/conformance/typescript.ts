import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import type { Runtime } from '../../toolkit/build/toolchain.ts'
import type { BuiltApp } from './runner.ts'

const parent = resolve(import.meta.dirname, '../../dist/tests')

/** The conformance app in TypeScript, built as any handler folder is; removed after the tests of the file. */
export function typescript(runtime: Runtime): Promise<BuiltApp> {
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'conformance-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return buildApp(join(import.meta.dirname, 'typescript'), { outputDirectory: join(folder, 'app'), runtime })
}
