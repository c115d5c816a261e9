import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import type { Runtime } from '../../toolkit/build/toolchain.ts'
import type { BuiltApp } from './runner.ts'

const parent = resolve(import.meta.dirname, '../../dist/tests')

/** The conformance app of a folder beside this file, built as any handler folder is; removed after the tests of the file. */
export function builtFolder(language: string, runtime: Runtime = 'bun'): Promise<BuiltApp> {
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'conformance-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return buildApp(join(import.meta.dirname, language), { outputDirectory: join(folder, 'app'), runtime })
}
