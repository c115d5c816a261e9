import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'

const packageSchema = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) })
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) })

it('package-lock.json has every platform, so that npm has nothing to add to it where it is installed', () => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies))
    .filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)))
  expect(missing).toEqual([])
})
