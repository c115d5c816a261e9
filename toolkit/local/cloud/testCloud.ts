import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { azureNative } from './azure-native/azureNative.ts'
import type { Props } from './provider/props.ts'
import type { Provider } from './provider/provider.ts'
import { Records } from './records.ts'
import type { CloudServices } from './services.ts'
import { Sites } from './sites/sites.ts'
import { StorageEmulator } from './storage/storageEmulator.ts'

// Test files run side by side: each process looks for its ports elsewhere, so that none takes what another has found.
const storagePort = 20_000 + (process.pid % 1_000) * 10

export interface TestCloud {
  readonly services: CloudServices
  readonly provider: Provider
  readonly directory: string
  readonly warnings: string[]
  /** Checks and creates a resource as the engine would, and throws what Azure would refuse. */
  create(type: string, inputs: Props): Promise<{ id: string; outputs: Props }>
}

/** A cloud of its own for one test, in a temporary folder that goes with it. */
export async function openTestCloud(): Promise<TestCloud> {
  const directory = await mkdtemp(join(tmpdir(), 'cloud-'))
  const warnings: string[] = []
  const services: CloudServices = {
    records: Records.open(join(directory, 'resources.json')),
    storage: await StorageEmulator.open(join(directory, 'storage'), storagePort, () => {}),
    sites: new Sites({ directory: join(directory, 'sites'), port: 0, keepPorts: true, log: () => {} }),
    warn: (message) => warnings.push(message),
  }
  onTestFinished(async () => {
    await services.sites.close()
    await services.storage.stop()
    await rm(directory, { recursive: true, force: true })
  })
  const provider = azureNative(services)
  return { services, provider, directory, warnings, create: (type, inputs) => create(provider, type, inputs) }
}

async function create(
  provider: Provider,
  type: string,
  news: Props,
): Promise<{ id: string; outputs: Props }> {
  const token = `azure-native:${type}`
  const name = type.split(':').at(-1)?.toLowerCase() ?? ''
  const randomSeed = randomBytes(8)
  const { inputs, failures } = provider.check({ urn: '', type: token, name, olds: {}, news, randomSeed })
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join('\n'))
  return provider.create(token, inputs, false)
}
