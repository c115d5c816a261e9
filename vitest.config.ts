import { defineConfig } from 'vitest/config'
import { PlainSummary } from './test/support/plainSummary.ts'

export default defineConfig({
  test: {
    include: ['{infra,policy,toolkit,handler,test}/**/*.test.ts'],
    globalSetup: 'test/support/prepareEngine.ts',
    maxWorkers: 2,
    silent: 'passed-only',
    testTimeout: 60_000, // a limit for what hangs, far from what a slow machine takes
    hookTimeout: 120_000,
    reporters: ['default', new PlainSummary()],
  },
})
