import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkout } from '../../test/support/checkout.ts'

it('a holder that was killed is no holder: the next one takes its place and leaves nothing', () => {
  const directory = checkout()
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const run = (script: string) => {
    const module = JSON.stringify(join(directory, 'toolkit/local/holder.ts'))
    const source = `import { claimLocalhost, findHolder, releaseLocalhost } from ${module}\n${script}`
    return execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' }).trim()
  }
  expect(
    run("console.log(claimLocalhost('npm start'), claimLocalhost('npm start'), findHolder().command)"),
  ).toBe('true false npm start')
  expect(existsSync(join(directory, '.local/holder.json'))).toBe(true)
  expect(run("console.log(findHolder(), claimLocalhost('npm run local'), findHolder().command)")).toBe(
    'undefined true npm run local',
  )
  run("claimLocalhost('npm start'); releaseLocalhost()")
  expect(existsSync(join(directory, '.local'))).toBe(false)
})
