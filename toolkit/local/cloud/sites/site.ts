import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { type Host, startHost } from '../../host/host.ts'
import type { LogEntry } from '../../host/logEntry.ts'
import { endLeftovers } from './endLeftovers.ts'
import type { SiteEnvironment } from './siteEnvironment.ts'
import { unpackZip } from './unpackZip.ts'

export interface SiteOptions {
  readonly directory: string
  readonly port: number
  readonly log: (entry: LogEntry) => void
  /** Called when the app comes up, fails or recovers. */
  readonly onChange: () => void
}

/**
 * One function app: a port that stays open, and behind it the host of the package that runs. A new package is started
 * beside the old one and takes over when it answers, so a package that does not start changes nothing.
 */
export class Site {
  readonly port: number
  readonly #options: SiteOptions
  readonly #server: Server
  readonly #closing = new AbortController()
  #environment: SiteEnvironment = {}
  #running: { readonly host: Host; readonly environment: SiteEnvironment } | undefined
  #failure: string | undefined
  #work: Promise<void> = Promise.resolve()

  private constructor(options: SiteOptions) {
    this.#options = options
    this.port = options.port
    this.#server = createServer((request, response) => {
      if (this.#running) return this.#running.host.handle(request, response)
      response.writeHead(503, { 'content-type': 'text/plain' }).end('Function host is not running.')
    })
    this.#server.requestTimeout = 0 // functions may take their time to be sent a body
  }

  static async open(options: SiteOptions): Promise<Site> {
    endLeftovers(options.directory)
    const site = new Site(options)
    await new Promise<void>((resolve, reject) => {
      site.#server.once('error', reject)
      site.#server.listen({ port: options.port, host: '127.0.0.1', exclusive: true }, resolve)
    })
    return site
  }

  /** Why the app does not run as it should. */
  get failure(): string | undefined {
    return this.#failure
  }

  /**
   * Takes over new app settings; a running package is started anew with them. One that does not start with them is no
   * error here, as on Azure: the settings may be meant for a package that is still to come.
   */
  configure(environment: SiteEnvironment): Promise<void> {
    return this.#inTurn(async () => {
      this.#environment = environment
      if (this.#running && sameEnvironment(this.#running.environment, environment)) return
      const current = await this.#currentPackage()
      if (current) await this.#run(current).catch((error: unknown) => this.fail(error))
    })
  }

  /** Unpacks a zip and runs it, with the app settings, in place of the package before. `hash` names it. */
  deploy(zipFile: string, hash: string, environment: SiteEnvironment): Promise<void> {
    return this.#inTurn(() => {
      this.#environment = environment
      return this.#deploy(zipFile, hash)
    })
  }

  async close(): Promise<void> {
    this.#closing.abort() // ends a start under way, which may take its time
    await this.#inTurn(async () => {
      const running = this.#running
      this.#running = undefined
      await running?.host.stop()
    })
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** One change at a time: each decides by what the one before left. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#work.then(change)
    this.#work = done.catch(() => {})
    return done
  }

  async #deploy(zipFile: string, hash: string): Promise<void> {
    const target = join(this.#packages, hash)
    if (!existsSync(target)) {
      const draft = `${target}.unpacking`
      await rm(draft, { recursive: true, force: true })
      await mkdir(draft, { recursive: true })
      await unpackZip(zipFile, draft)
      await rename(draft, target)
    }
    await this.#run(target)
    await writeFile(this.#currentFile, hash)
    this.#say(`Package ${hash.slice(0, 12)} runs now.`)
    await this.#removeAllBut(hash)
  }

  get #packages(): string {
    return join(this.#options.directory, 'packages')
  }

  get #currentFile(): string {
    return join(this.#options.directory, 'current')
  }

  async #currentPackage(): Promise<string | undefined> {
    const hash = await readFile(this.#currentFile, 'utf8').catch(() => '')
    const directory = join(this.#packages, hash)
    return hash !== '' && existsSync(directory) ? directory : undefined
  }

  async #run(directory: string): Promise<void> {
    const former = this.#running
    const environment = this.#environment
    if (former?.host.hasFixedPort) {
      // Contract 3.2: two handlers cannot have the one port that host.json gives them.
      this.#running = undefined
      await former.host.stop()
    }
    const host = await startHost({
      directory,
      environment: { ...systemEnvironment(), ...environment },
      log: this.#options.log,
      signal: this.#closing.signal,
    })
    this.#running = { host, environment }
    this.#setFailure(undefined)
    void host.stopped.then((end) => {
      if (this.#running?.host !== host) return
      this.#running = undefined
      if (end.reason === 'failed') this.fail(end.error)
    })
    await former?.host.stop()
  }

  #say(message: string): void {
    this.#options.log({ level: 'information', category: 'Host.Startup', message })
  }

  /** Notes why the app does not run as it should, until it does. */
  fail(error: unknown): void {
    if (this.#closing.signal.aborted) return
    const message = error instanceof Error ? error.message : String(error)
    this.#options.log({ level: 'error', category: 'Host.Startup', message })
    this.#setFailure(message)
  }

  #setFailure(failure: string | undefined): void {
    this.#failure = failure
    this.#options.onChange()
  }

  async #removeAllBut(hash: string): Promise<void> {
    const entries = await readdir(this.#packages)
    const old = entries.filter((entry) => entry !== hash)
    await Promise.all(old.map((entry) => rm(join(this.#packages, entry), { recursive: true, force: true })))
  }
}

function sameEnvironment(a: SiteEnvironment, b: SiteEnvironment): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function systemEnvironment(): Record<string, string> {
  const { PATH = '', HOME = '', LANG = 'C.UTF-8', TMPDIR = '/tmp' } = process.env
  return { PATH, HOME, LANG, TMPDIR }
}
