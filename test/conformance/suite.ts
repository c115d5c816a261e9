import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Case } from './case.ts'
import { generatedCases } from './generatedCases.ts'
import { goldenCases } from './goldenCase.ts'
import { processCases } from './processCases.ts'
import { runGolden } from './runGolden.ts'
import type { BuiltApp, Runner } from './runner.ts'
import { type RunningHandler, startHandler } from './runningHandler.ts'

/** Holds one implementation of the conformance app against contract 13.1, over HTTP as the host would. */
export function conformance({ name, build, cannot, missing }: Runner): void {
  if (missing !== undefined) {
    test(`${name} is held against the contract`, (context) => context.skip(missing))
    return
  }
  describe(name, { timeout: 60_000 }, () => {
    let app: BuiltApp
    let handler: RunningHandler

    beforeAll(async () => {
      app = await build()
      handler = await startHandler(app)
    }, 900_000) // a compiler of another language may have to build all its libraries
    afterAll(() => {
      handler.agent.destroy()
      handler.kill()
    })

    const golden = goldenCases().map((each) => ({
      ...each,
      run: (running: RunningHandler) => runGolden(running, each),
    }))
    const cases: Case[] = [...golden, ...generatedCases, ...processCases].sort(byNumber)
    for (const { number, title, run } of cases) {
      test(`${number} ${title}`, async (context) => {
        const reason = cannot[number]
        if (reason !== undefined) context.skip(reason)
        await run(handler, app)
      })
    }

    test('every line of the contract has a case, every number is one case, and what is left out exists', () => {
      const numbers = cases.map(({ number }) => number)
      const lines = new Set(numbers.map((number) => Number(number.split('.')[0])))
      expect([...lines]).toEqual(Array.from({ length: 25 }, (_, index) => index + 1))
      expect(numbers).toEqual([...new Set(numbers)])
      expect(numbers).toEqual(expect.arrayContaining(Object.keys(cannot)))
    })

    test('the process that was started at first has answered to the end', async () => {
      const ended = handler.exited.then(({ code }) => `exit code ${code}`)
      expect(await Promise.race([ended, 'running'])).toBe('running')
    })
  })
}

function byNumber(a: Case, b: Case): number {
  return a.number.localeCompare(b.number, 'en', { numeric: true })
}
