import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as storage from '@pulumi/azure-native/storage/index.js'
import { type ConfigMap, LocalWorkspace } from '@pulumi/pulumi/automation/index.js'
import { z } from 'zod'
import { UserError } from '../build/userError.ts'
import { ReleaseStore } from '../release/releaseStore.ts'
import { type OpenStack, stackMissing } from './withStack.ts'

const containerName = 'releases'

const stateSchema = z.object({
  deployment: z.object({
    resources: z.array(z.object({ type: z.string(), inputs: z.unknown().optional() })).nullish(),
  }),
})

const configSchema = z.record(
  z.string(),
  z.object({ value: z.string().optional(), secret: z.boolean().default(false) }),
)

const packageSchema = z.object({
  containerName: z.literal(containerName),
  accountName: z.string(),
  resourceGroupName: z.string(),
})
type Place = Pick<z.infer<typeof packageSchema>, 'accountName' | 'resourceGroupName'>

/**
 * The packages of a stack. Where they are stands in Pulumi's state; the key comes from azure-native itself, with the
 * credentials that `pulumi up` has.
 */
export async function stackReleases(stack: OpenStack): Promise<ReleaseStore> {
  const place = await placeOf(stack)
  const { primaryEndpoints, keys } = await askAzure(stack, place)
  return new ReleaseStore({
    accountName: place.accountName,
    accountKey: keys[0]?.value ?? '',
    blobEndpoint: primaryEndpoints.blob,
    containerName,
  })
}

async function placeOf(stack: OpenStack): Promise<Place> {
  const { resources } = stateSchema.parse(await stack.ask('stack', 'export')).deployment
  if (!resources?.length) throw stackMissing(stack.name)
  for (const { type, inputs } of resources) {
    const kept = packageSchema.safeParse(inputs)
    if (type === 'azure-native:storage:Blob' && kept.success) return kept.data
  }
  throw new UserError(
    'no-releases',
    `The stack ${stack.name} keeps no packages: another tool than Pulumi delivers them (app:delivery).`,
  )
}

/** Functions of a provider can be called by a program only: this one has nothing else, and a preview is enough. */
async function askAzure(stack: OpenStack, place: Place) {
  const answer = Promise.withResolvers<
    Pick<storage.GetStorageAccountResult, 'primaryEndpoints'> & storage.ListStorageAccountKeysResult
  >()
  const program = async () => {
    const [{ primaryEndpoints }, { keys }] = await Promise.all([
      storage.getStorageAccount(place),
      storage.listStorageAccountKeys(place),
    ])
    answer.resolve({ primaryEndpoints, keys })
  }
  const directory = await mkdtemp(join(tmpdir(), 'releases-'))
  try {
    const asking = await LocalWorkspace.createStack(
      { stackName: 'ask', projectName: 'ask', program },
      {
        workDir: directory,
        pulumiCommand: stack.engine.command,
        envVars: {
          ...stack.environment,
          PULUMI_BACKEND_URL: `file://${directory}`,
          PULUMI_CONFIG_PASSPHRASE: 'for this one preview',
          PULUMI_STACK: 'ask',
        },
      },
    )
    await asking.setAllConfig(await providerConfig(stack))
    await asking.preview()
    return await answer.promise
  } catch (error) {
    throw new UserError(
      'account-closed',
      `The storage account ${place.accountName} of the stack ${stack.name} cannot be opened: ${reasonOf(error)} ` +
        'This takes the rights that `pulumi up` has: log in (`az login`, or the ARM_* variables) and try again.',
      { cause: error },
    )
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** Location, subscription, credentials: what the stack configures of the provider. */
async function providerConfig(stack: OpenStack): Promise<ConfigMap> {
  const config = configSchema.parse(await stack.ask('config', '--json', '--show-secrets'))
  const entries = Object.entries(config).flatMap(([key, { value, secret }]) =>
    key.startsWith('azure-native:') && value !== undefined ? [[key, { value, secret }] as const] : [],
  )
  return Object.fromEntries(entries)
}

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.match(/error: (?!preview failed)(.*)/)?.[1] ?? text
}
