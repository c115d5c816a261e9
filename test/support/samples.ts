import { resolve } from 'node:path'
import { type App, buildApp } from '../../toolkit/build/buildApp.ts'

const root = resolve(import.meta.dirname, '../..')

/** The samples as one executable. Every test file gets the same, built once. */
export function buildSamples(): Promise<App> {
  return buildApp(resolve(root, 'test/samples'), {
    outputDirectory: resolve(root, 'dist/tests/samples/app'),
  })
}
