import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FunctionMetadata } from '../../../build/functionMetadata.ts'
import type { LogEntry } from '../../host/logEntry.ts'
import { freePortFrom, isFree, requireUsable } from '../freePort.ts'
import { deployedFunctions } from './deployedFunctions.ts'
import { Site } from './site.ts'
import type { SiteEnvironment } from './siteEnvironment.ts'

export interface SitesOptions {
  readonly directory: string
  /** The port of the first app; 0 takes any free one, best the one it had before; the default is 7071. */
  readonly port: number | undefined
  /** Whether the first app has the port of the last time where none is asked for. */
  readonly keepPorts: boolean
  readonly log: (siteName: string, entry: LogEntry) => void
}

const defaultPort = 7071

/** The function apps of this cloud, each on a port of its own that it keeps from start to start. */
export class Sites {
  readonly #options: SitesOptions
  readonly #open = new Map<string, Promise<Site>>()
  readonly #ports = new Map<string, number>()
  readonly #sites = new Map<string, Site>()
  #choosing: Promise<unknown> = Promise.resolve()
  /** Called when an app comes up, fails or recovers. */
  onChange: () => void = () => {}

  constructor(options: SitesOptions) {
    this.#options = options
  }

  /** Opens the app's port and answers with its host name, e.g. `localhost:7071`. */
  async open(name: string): Promise<string> {
    const opening = this.#open.get(name) ?? this.#openSite(name)
    this.#open.set(name, opening)
    await opening.catch((error: unknown) => {
      this.#open.delete(name)
      throw error
    })
    return this.hostName(name) ?? ''
  }

  /**
   * The port that the first app is to have where apps are to be called.
   * @throws UserError when it cannot have it
   */
  async requirePort(): Promise<number> {
    const { port = defaultPort } = this.#options
    if (port !== 0) await requireUsable(port)
    return port
  }

  hostName(name: string): string | undefined {
    const port = this.#ports.get(name) ?? this.#formerPort(name)
    return port === undefined ? undefined : `localhost:${port}`
  }

  ports(): number[] {
    return [...this.#sites.values()].map(({ port }) => port)
  }

  /** Why apps do not run that should. */
  failures(): string[] {
    return [...this.#sites].flatMap(([name, { failure }]) => (failure ? [`${name}: ${failure}`] : []))
  }

  /** The functions in the package that an app runs, or would run if it were open. */
  functions(name: string): FunctionMetadata[] {
    return deployedFunctions(this.#directory(name))
  }

  async configure(name: string, environment: SiteEnvironment): Promise<void> {
    const site = await this.#site(name)
    await site.configure(environment)
  }

  /** Notes why an app cannot run, until it does. */
  async fail(name: string, error: unknown): Promise<void> {
    const site = await this.#site(name)
    site.fail(error)
  }

  /** Deploys to an app that exists, and opens it where it does not run at the moment. */
  async deploy(name: string, zipFile: string, hash: string, environment: SiteEnvironment): Promise<void> {
    await this.open(name)
    const site = await this.#site(name)
    await site.deploy(zipFile, hash, environment)
  }

  async remove(name: string): Promise<void> {
    const site = await this.#open.get(name)
    await site?.close()
    const message = `The app ${name} was deleted: nothing answers on its port any more.`
    this.#options.log(name, { level: 'information', category: 'Host.Startup', message })
    this.#open.delete(name)
    this.#ports.delete(name)
    this.#sites.delete(name)
    this.onChange()
    await rm(this.#directory(name), { recursive: true, force: true })
  }

  async close(): Promise<void> {
    const sites = await Promise.allSettled(this.#open.values())
    await Promise.all(sites.map((site) => site.status === 'fulfilled' && site.value.close()))
    this.#open.clear()
  }

  async #openSite(name: string): Promise<Site> {
    const directory = this.#directory(name)
    mkdirSync(directory, { recursive: true })
    const site = await this.#openOnPort(name, directory)
    this.#sites.set(name, site)
    writeFileSync(join(directory, 'port'), String(site.port))
    this.onChange()
    return site
  }

  async #site(name: string): Promise<Site> {
    const site = await this.#open.get(name)
    if (site === undefined) throw new Error(`ResourceNotFound: the app '${name}' does not exist.`)
    return site
  }

  #directory(name: string): string {
    return join(this.#options.directory, name)
  }

  #formerPort(name: string): number | undefined {
    const file = join(this.#directory(name), 'port')
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
  }

  async #openOnPort(name: string, directory: string, attempt = 1): Promise<Site> {
    const port = await this.#reservePort(name)
    const log = (entry: LogEntry) => this.#options.log(name, entry)
    try {
      return await Site.open({ directory, port, log, onChange: () => this.onChange() })
    } catch (error) {
      // Another program took the port in the moment since it was found free.
      if (this.#options.port !== 0 || attempt === 5) throw error
      return this.#openOnPort(name, directory, attempt + 1)
    }
  }

  /** Apps that open at the same moment choose one after the other. */
  #reservePort(name: string): Promise<number> {
    const reserved = this.#choosing.then(async () => {
      const port = await this.#choosePort(name)
      this.#ports.set(name, port)
      return port
    })
    this.#choosing = reserved.catch(() => {})
    return reserved
  }

  async #choosePort(name: string): Promise<number> {
    const isFirst = this.#ports.size === 0
    const former = this.#formerPort(name)
    if (isFirst && this.#options.port !== 0 && !this.#options.keepPorts) return this.requirePort()
    if (former !== undefined && (await isFree(former))) return former
    return freePortFrom(isFirst ? defaultPort : defaultPort + 1, new Set(this.#ports.values()))
  }
}
