import { describe, expect, it } from 'vitest'
import { parseSettings } from '../parseSettings.ts'
import { inSomeRegion } from '../testing/inSomeRegion.ts'
import { runProgram } from '../testing/program.ts'
import { combinations, configOf, nameOf } from './combinations.ts'
import { printed } from './printed.ts'

/*
 * The whole of what the program asks of Azure for every legal plan × auth × network × delivery. A change shows in the
 * diff of the files here: read it before `npx vitest run infra/golden -u`.
 */

const isLegal = (config: Record<string, string>): boolean => {
  try {
    return parseSettings({ ...inSomeRegion, ...config }) !== undefined
  } catch {
    return false
  }
}
const legal = combinations.filter((combination) => isLegal(configOf(combination)))

it('consumption alone has combinations that are not legal: it has no private network, and no other delivery', () => {
  const illegal = combinations.filter((combination) => !legal.includes(combination))
  expect(new Set(illegal.map(({ plan }) => plan))).toEqual(new Set(['consumption']))
  expect(illegal.every(({ network, delivery }) => network === 'private' || delivery !== 'pulumi')).toBe(true)
  expect(legal).toHaveLength(38)
})

describe('asks for exactly this', () => {
  it.each(legal.map((combination) => [nameOf(combination), combination] as const))(
    '%s',
    async (name, combination) => {
      const { asked } = await runProgram(configOf(combination))
      await expect(printed(asked)).toMatchFileSnapshot(`./${name}.txt`)
    },
  )
})
