import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LocalStack } from './support/localStack.ts'

// What docs/customising.md shows, as it stands there.
const stack = new LocalStack()
afterAll(() => stack.remove())

const examples = [...readFileSync(stack.path('docs/customising.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)]
const pulumi = (...args: string[]) => stack.local('pulumi', ...args).finished()

function override(example: number): void {
  writeFileSync(stack.path('infra/overrides.ts'), examples[example]?.[1] ?? '')
  const index = stack.path('infra/index.ts')
  const program = readFileSync(index, 'utf8').replace("import './overrides.ts'\n", '')
  writeFileSync(index, `import './overrides.ts'\n${program}`)
}

const step = z.object({
  op: z.string(),
  newState: z.object({
    type: z.string(),
    urn: z.string(),
    inputs: z.record(z.string(), z.unknown()).default({}),
  }),
})

/** The resources a preview would touch, by the last part of their URN. */
async function preview(): Promise<Map<string, z.infer<typeof step>>> {
  const { code, output } = await pulumi('preview', '--json')
  if (code !== 0) throw new Error(output)
  const { steps } = z.object({ steps: z.array(step) }).parse(JSON.parse(output.slice(output.indexOf('{\n'))))
  return new Map(
    steps.map((found) => [`${found.newState.type} ${found.newState.urn.split('::').at(-1)}`, found]),
  )
}

describe('an override', { timeout: 180_000 }, () => {
  test('changes any argument of what the stack creates, and nothing else', async () => {
    override(0)
    const steps = await preview()
    const inputs = (key: string) => steps.get(`azure-native:${key}`)?.newState.inputs
    expect(inputs('storage:StorageAccount storage')).toMatchObject({ accessTier: 'Cool', kind: 'StorageV2' })
    expect(inputs('web:WebApp app')).toMatchObject({
      clientCertEnabled: true,
      clientCertMode: 'Optional',
      httpsOnly: true,
    })
  })

  test('takes over what was made by hand', async () => {
    mkdirSync(stack.path('byHand'))
    const project =
      'name: by-hand\nmain: index.ts\nruntime: { name: nodejs, options: { typescript: false } }\n'
    const program = `
import * as resources from '@pulumi/azure-native/resources/index.js'
new resources.ResourceGroup('group', { resourceGroupName: 'handmade', location: 'westeurope' }, { retainOnDelete: true })
`
    writeFileSync(stack.path('byHand/Pulumi.yaml'), project)
    writeFileSync(stack.path('byHand/package.json'), '{ "type": "module" }')
    writeFileSync(stack.path('byHand/index.ts'), program)
    const byHand = 'cd byHand && pulumi stack init hand && pulumi up -s hand --yes --skip-preview'
    const made = await stack.local('sh', '-c', byHand).finished()
    expect(made).toMatchObject({ code: 0 })

    override(1)
    const group = (await preview()).get('azure-native:resources:ResourceGroup rg')
    expect(group).toMatchObject({ op: 'import', newState: { inputs: { resourceGroupName: 'handmade' } } })
  })

  test('and the command imports what a fork adds', async () => {
    const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/handmade'
    const options = ['--yes', '--generate-code=false', '--protect=false']
    const { code, output } = await pulumi(
      'import',
      ...options,
      'azure-native:resources:ResourceGroup',
      'theirs',
      group,
    )
    expect([code, output]).toEqual([0, expect.stringContaining('ResourceGroup theirs imported')])
  })
})
