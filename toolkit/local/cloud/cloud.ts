import { join } from 'node:path'
import type { LogEntry } from '../host/logEntry.ts'
import { archive } from './archive/archive.ts'
import { azureNative } from './azure-native/azureNative.ts'
import { command } from './command/command.ts'
import { text } from './provider/props.ts'
import { type ServedProvider, serveProvider } from './provider/serveProvider.ts'
import { Records } from './records.ts'
import type { CloudServices } from './services.ts'
import { appAccount } from './sites/appAccount.ts'
import { siteEnvironment } from './sites/siteEnvironment.ts'
import { Sites } from './sites/sites.ts'
import { StorageEmulator } from './storage/storageEmulator.ts'

export interface CloudOptions {
  /** Where everything this cloud holds is kept. */
  readonly directory: string
  /** The first app's port; the default is 7071, or what it had before where apps do not run. */
  readonly port?: number | undefined
  /** Whether the apps run now, rather than when they are deployed again: their port has to be free. */
  readonly runApps: boolean
  /** First port to try for the storage services. */
  readonly storagePort: number
  readonly log: (siteName: string, entry: LogEntry) => void
  readonly warn: (message: string) => void
}

interface Providers {
  readonly azureNative: ServedProvider
  readonly archive: ServedProvider
  readonly command: ServedProvider
}

/** Azure on localhost: two Pulumi providers whose resources are real storage, real processes, real ports. */
export class Cloud {
  readonly #services: CloudServices
  readonly #providers: Providers

  private constructor(services: CloudServices, providers: Providers) {
    this.#services = services
    this.#providers = providers
  }

  static async start(options: CloudOptions): Promise<Cloud> {
    const records = Records.open(join(options.directory, 'resources.json'))
    const sites = new Sites({
      directory: join(options.directory, 'sites'),
      port: options.port,
      keepPorts: !options.runApps,
      log: options.log,
    })
    if (options.runApps) await sites.requirePort()
    const services: CloudServices = {
      records,
      sites,
      storage: await StorageEmulator.open(
        join(options.directory, 'storage'),
        options.storagePort,
        options.warn,
      ),
      warn: once(options.warn),
    }
    const providers = {
      azureNative: await serveProvider(azureNative(services)),
      archive: await serveProvider(archive()),
      command: await serveProvider(command(services)),
    }
    if (!options.runApps) await services.storage.ready() // a command may use it at once
    return new Cloud(services, providers)
  }

  /** Opens the apps that are here already and starts the host of each that has a package. */
  async startSites(): Promise<void> {
    const { records, sites, storage } = this.#services
    for (const name of siteNames(records)) await sites.open(name)
    for (const { inputs } of records.ofType('azure-native:web:WebApp')) {
      const name = text(inputs, 'name')
      try {
        await storage.ready()
        await sites.configure(name, siteEnvironment(inputs, this.#services))
      } catch (error) {
        await sites.fail(name, error) // an update may still mend it
      }
    }
  }

  /** What attaches Pulumi's engine to this cloud, and the connection string of the stack's storage account. */
  environment(): Record<string, string> {
    const { azureNative: native, archive: packing, command: running } = this.#providers
    const access = this.#services.storage.access(appAccount(this.#services))
    return {
      PULUMI_DEBUG_PROVIDERS: `azure-native:${native.port},archive:${packing.port},command:${running.port}`,
      ...(access && { AZURE_STORAGE_CONNECTION_STRING: access.connectionString }),
    }
  }

  /** The ports that apps listen on, and why apps do not run that should. */
  apps(): { ports: number[]; failures: string[] } {
    const { sites } = this.#services
    return { ports: sites.ports(), failures: sites.failures() }
  }

  /** Calls back when `environment()` or `apps()` have changed. */
  onChange(changed: () => void): void {
    this.#services.records.onChange = changed // which account is the app's stands in its settings
    this.#services.storage.onChange = changed
    this.#services.sites.onChange = changed
  }

  async stop(): Promise<void> {
    const { sites, storage } = this.#services
    this.#providers.azureNative.stop()
    this.#providers.archive.stop()
    this.#providers.command.stop()
    await sites.close()
    await storage.stop()
  }
}

function siteNames(records: Records): string[] {
  return records.ofType('azure-native:web:WebApp').map(({ inputs }) => text(inputs, 'name'))
}

function once(warn: (message: string) => void): (message: string) => void {
  const said = new Set<string>()
  return (message) => {
    if (said.has(message)) return
    said.add(message)
    warn(message)
  }
}
