import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

it('each of the 35 lines of contract 13.2 has a test that begins with its number', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.ts'))
  const text = files.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')).join('\n')
  const numbers = new Set([...text.matchAll(/\(\s*['"`](\d+)\. /g)].map((match) => Number(match[1])))
  expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 35 }, (_, index) => index + 1))
})
