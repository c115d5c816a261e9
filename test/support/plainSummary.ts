import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Ends a test run with one plain line, e.g. `612 passed, 0 failed`, for pipelines that read it, behind what was left out and why. */
export class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const brokenModules = modules.filter((module) => module.errors().length > 0).length
    const skipped = count('skipped')
    for (const line of leftOut(tests)) console.log(line)
    console.log(
      `${count('passed')} passed, ${count('failed') + brokenModules} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    )
  }
}

/** One line for each reason; a test that was not asked for has none. */
function leftOut(tests: readonly TestCase[]): string[] {
  const counts = new Map<string, number>()
  for (const test of tests) {
    const reason = whyLeftOut(test)
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  }
  return [...counts].map(([reason, number]) => `${number} left out: ${reason}`)
}

function whyLeftOut(test: TestCase): string | undefined {
  const result = test.result()
  if (result.state !== 'skipped') return undefined
  if (result.note !== undefined) return result.note
  const { parent } = test
  return parent.type === 'suite' && parent.name.includes('NOT TESTED') ? parent.name : undefined
}
