import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../build/testing/handlerFolder.ts'
import { strandedStacks } from './strandedStacks.ts'

test('after a renaming of the project, its former stack is named, with the ways to be rid of it', () => {
  const group = { type: 'azure-native:resources:ResourceGroup', custom: true }
  const app = { type: 'custom-handler-stack:infra:FunctionApp', custom: false }
  const state = (resources: readonly object[]) => JSON.stringify({ checkpoint: { latest: { resources } } })
  const folder = writeFiles(join(temporaryFolder(), 'shop'), {
    'Pulumi.yaml': 'name: shop\n',
    'state/.pulumi/stacks/shop/local.json': state([app, group]),
    'state/.pulumi/stacks/starter/local.json': state([app, group]),
    'state/.pulumi/stacks/platform/shared.json': state([group]),
    'state/.pulumi/stacks/destroyed/local.json': state([]),
  })
  expect(strandedStacks(folder, join(folder, 'state'))).toEqual([
    'The folder .local still holds the stack of the project starter: its app runs beside that of shop. To remove both, ' +
      'with their data, remove the folder .local; to remove only the former, name the project starter once more in ' +
      'Pulumi.yaml and run `npm run local -- pulumi destroy --yes`.',
  ])
})
