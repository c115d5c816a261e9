import * as pulumi from '@pulumi/pulumi'
import { vi } from 'vitest'
import { inSomeRegion } from './inSomeRegion.ts'
import { type Order, watchDependencies } from './watchDependencies.ts'

export interface Asked {
  readonly type: string
  readonly name: string
  readonly inputs: Record<string, unknown>
  readonly options: pulumi.CustomResourceOptions
  readonly order: Order
}

export interface ProgramRun {
  /** Every resource the program asked for, components among them. */
  readonly asked: readonly Asked[]
  /** The functions of providers it called, by token. */
  readonly calls: readonly string[]
  readonly outputs: Readonly<Record<string, unknown>>
  /** The names of the outputs that are secrets. */
  readonly secretOutputs: readonly string[]
  ofType(type: string): Asked[]
  only(type: string): Asked
}

/** What functions of azure-native answer, by token, in place of what they answer for a stack that is still to be created. */
export type AzureAnswers = Readonly<Record<string, Record<string, unknown>>>

/**
 * Runs the whole program under Pulumi's own mocks: what it would ask of Azure, to the last argument. The handler is
 * built for real.
 */
export async function runProgram(
  config: Readonly<Record<string, string>> = {},
  azure: AzureAnswers = {},
): Promise<ProgramRun> {
  const asked: Asked[] = []
  const calls: string[] = []
  const options = new Map<string, pulumi.CustomResourceOptions>()
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        asked.push({ type, name, inputs, options: options.get(`${type} ${name}`) ?? {}, order: orderOf() })
        return { id: id || `/mock/${type}/${name}`, state: { ...inputs, ...stateOf(type, name, inputs) } }
      },
      call: ({ token, inputs }) => {
        calls.push(token)
        return azure[token] ?? answerOf(token, inputs)
      },
    },
    'shop',
    'dev',
  )
  const orderOf = watchDependencies()
  pulumi.runtime.setAllConfig({ ...inSomeRegion, ...config })
  const outputs: Record<string, unknown> = {}
  const secretOutputs: string[] = []
  await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
      options.set(`${type} ${name}`, opts)
      return undefined
    })
    vi.resetModules() // the program runs when it is loaded
    const program = await import('../index.ts')
    for (const [key, value] of Object.entries(program)) {
      outputs[key] = await known(value)
      if (pulumi.Output.isInstance(value) && (await pulumi.isSecret(pulumi.output<unknown>(value))))
        secretOutputs.push(key)
    }
  })
  const ofType = (type: string) => asked.filter((resource) => resource.type === `azure-native:${type}`)
  const only = (type: string): Asked => {
    const [found, ...more] = ofType(type)
    if (found === undefined || more.length > 0)
      throw new Error(`expected one ${type}, got ${more.length + 1}`)
    return found
  }
  return { asked, calls, outputs, secretOutputs, ofType, only }
}

/** What the providers' functions answer. */
function answerOf(token: string, inputs: Record<string, unknown>): Record<string, unknown> {
  switch (token) {
    case 'archive:index/getFile:getFile':
      return { ...inputs, outputSha256: 'a'.repeat(64) }
    case 'azure-native:storage:listStorageAccountKeys':
      return { keys: [{ keyName: 'key1', value: 'account-key' }] }
    case 'azure-native:storage:listStorageAccountServiceSAS':
      return { serviceSasToken: `sig=of-${inputs.canonicalizedResource}` }
    case 'azure-native:web:listWebAppHostKeys':
      return { functionKeys: { default: 'function-key' } }
    case 'azure-native:storage:getStorageAccount':
      throw refusal(`ResourceNotFound: the storage account ${inputs.accountName} does not exist.`)
    case 'azure-native:web:getWebApp':
      throw refusal(`ResourceNotFound: the app ${inputs.name} does not exist.`)
    default:
      return { subscriptionId: 'sub-1', tenantId: 'tenant-1' }
  }
}

/** An error as it comes over gRPC: Pulumi's SDK reads its details. */
function refusal(details: string): Error {
  return Object.assign(new Error(details), { details })
}

const platform = '/subscriptions/s/resourceGroups/platform'

/** What Azure would add to the inputs, as far as the program reads it. */
function stateOf(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const endpoint = (service: string) =>
    `https://${inputs.accountName ?? 'stshared'}.${service}.core.windows.net/`
  switch (type) {
    case 'pulumi:pulumi:StackReference':
      return {
        outputs: {
          workspaceId: `${platform}/providers/Microsoft.OperationalInsights/workspaces/logs`,
          groupId: platform,
        },
      }
    case 'azure-native:web:AppServicePlan':
      return { sku: { tier: 'ElasticPremium' }, reserved: true, ...inputs }
    case 'azure-native:storage:StorageAccount':
      return {
        name: inputs.accountName ?? 'stshared',
        primaryEndpoints: { blob: endpoint('blob'), queue: endpoint('queue'), table: endpoint('table') },
      }
    case 'azure-native:storage:BlobContainer':
      return { name: inputs.containerName }
    case 'azure-native:storage:Blob':
      return { name: inputs.blobName, url: `${endpoint('blob')}${inputs.containerName}/${inputs.blobName}` }
    case 'azure-native:managedidentity:UserAssignedIdentity':
      return { clientId: 'client-1', principalId: 'principal-1' }
    case 'azure-native:applicationinsights:Component':
      return { connectionString: 'InstrumentationKey=1' }
    case 'azure-native:web:WebApp':
      return { defaultHostName: 'func.azurewebsites.net' }
    default:
      return { name: `${name}-name` }
  }
}

function known(value: unknown): Promise<unknown> {
  if (!pulumi.Output.isInstance(value)) return Promise.resolve(value)
  return new Promise((resolve) => value.apply(resolve))
}
