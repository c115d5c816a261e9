import { describe, expect, it } from 'vitest'
import { openTestCloud } from '../testCloud.ts'
import { eventRefusals } from './eventRefusals.ts'
import { flexRefusals } from './flexRefusals.ts'
import { networkRefusals } from './networkRefusals.ts'
import { packageRefusals } from './packageRefusals.ts'
import { planRefusals } from './planRefusals.ts'
import type { RefusalCase } from './refusalCase.ts'
import { storageRefusals } from './storageRefusals.ts'
import { watchRefusals } from './watchRefusals.ts'

const groups: readonly (readonly [string, readonly RefusalCase[]])[] = [
  ['Flex Consumption', flexRefusals],
  ['Plans, and apps on the other plans', planRefusals],
  ['Packages by URL', packageRefusals],
  ['Storage and roles', storageRefusals],
  ['Event Grid', eventRefusals],
  ['Networks', networkRefusals],
  ['Alerts, budgets and locks', watchRefusals],
]

describe.each(groups)('%s refuses', (_, cases) => {
  it.each(cases)('$what', async ({ type, inputs, says }) => {
    const cloud = await openTestCloud()
    await expect(cloud.create(type, await inputs(cloud))).rejects.toThrow(says)
  })
})

it('what is refused is listed in refusals.md', async () => {
  await expect(refusalList()).toMatchFileSnapshot('./refusals.md')
})

function refusalList(): string {
  return [
    '<!-- Generated: `npx vitest run toolkit/local/cloud/refusals -u` writes it anew. -->',
    '# What Azure on localhost refuses',
    '',
    'Each line is a test. What else is refused of networks, alerts, budgets, locks and of the ARM template of a deployment',
    'is in the tests beside those types.',
    '',
    ...groups.flatMap(([title, cases]) => [
      `## ${title}`,
      '',
      '| resource | refused | as is known from |',
      '| --- | --- | --- |',
      ...cases.map(({ type, what, source }) => `| \`${type}\` | ${what} | ${source} |`),
      '',
    ]),
  ].join('\n')
}
