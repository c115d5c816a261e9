import type { Reporter, TestModule } from 'vitest/node'

/** Ends a test run with one plain line, e.g. `612 passed, 0 failed`, for pipelines that read it. */
export class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const brokenModules = modules.filter((module) => module.errors().length > 0).length
    const skipped = count('skipped')
    console.log(
      `${count('passed')} passed, ${count('failed') + brokenModules} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    )
  }
}
