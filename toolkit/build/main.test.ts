import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' })
}

test('--help says what the command makes and takes', () => {
  const { status, stdout } = run('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('Usage: npm run build [-- --handler DIR] [--runtime NAME]')
})

test('an unknown option ends with code 2 and the usage', () => {
  const { status, stderr } = run('--handlr', 'x')
  expect(status).toBe(2)
  expect(stderr).toMatch(/^Unknown option '--handlr'/)
  expect(stderr).toContain('Usage: npm run build [-- --handler DIR] [--runtime NAME]')
})

test('an unknown runtime ends with code 2, and those that exist', () => {
  const { status, stderr } = run('--runtime', 'deno')
  expect(status).toBe(2)
  expect(stderr).toMatch(/^There is no runtime "deno"\. Name one of: bun, node\.\n\nMakes dist\/app/)
})

test('a mistake of the user ends with code 1 and no stack', () => {
  const { status, stderr } = run('--handler', '/nowhere')
  expect([status, stderr]).toEqual([1, 'There is no handler folder at /nowhere. Name one that exists.\n'])
})
