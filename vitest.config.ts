import { defineConfig } from 'vitest/config'
import { PlainSummary } from './test/support/plainSummary.ts'

export default defineConfig({
  test: {
    include: ['{infra,toolkit,handler,test}/**/*.test.ts'],
    maxWorkers: 2,
    reporters: ['default', new PlainSummary()],
  },
})
