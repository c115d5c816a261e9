import { randomBytes } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { freePortFrom, isFree } from '../freePort.ts'
import { readStateFile } from '../readStateFile.ts'
import { type AzuriteProcess, startAzurite } from './azuriteProcess.ts'
import { emptyAccount } from './emptyAccount.ts'
import { type StorageAccess, storageAccess } from './storageAccess.ts'

const stateSchema = z.object({
  ports: z.object({ blob: z.int(), queue: z.int(), table: z.int() }),
  accounts: z.record(z.string(), z.string()),
})
type State = z.infer<typeof stateSchema>

/** Azure Storage on localhost: one Azurite, in which every storage account of the stack is an account. */
export class StorageEmulator {
  readonly #directory: string
  readonly #warn: (message: string) => void
  #state: State
  #azurite: Promise<AzuriteProcess> | undefined
  /** Called when an account came or went. */
  onChange: () => void = () => {}
  /** One account after the other: each new one restarts Azurite. */
  #work: Promise<unknown> = Promise.resolve()

  private constructor(directory: string, state: State, warn: (message: string) => void) {
    this.#directory = directory
    this.#warn = warn
    this.#state = state
  }

  /** Keeps its data in `directory`; Azurite itself starts with the first account. */
  static async open(
    directory: string,
    preferredPort: number,
    warn: (message: string) => void,
  ): Promise<StorageEmulator> {
    const former = readStateFile(stateFile(directory), stateSchema)
    const ports = former && (await allFree(former.ports)) ? former.ports : await choosePorts(preferredPort)
    const emulator = new StorageEmulator(directory, { accounts: former?.accounts ?? {}, ports }, warn)
    if (Object.keys(emulator.#state.accounts).length > 0) {
      emulator.#save()
      emulator.#restart()
    }
    return emulator
  }

  /** Name, key and endpoints of an account, or nothing where this cloud has no such account. */
  access(accountName: string): StorageAccess | undefined {
    const key = this.#state.accounts[accountName]
    return key === undefined ? undefined : storageAccess(accountName, key, this.#state.ports)
  }

  accountNames(): string[] {
    return Object.keys(this.#state.accounts)
  }

  addAccount(accountName: string): Promise<StorageAccess> {
    const added = this.#work.then(() => this.#addAccount(accountName))
    this.#work = added.catch(() => {})
    return added
  }

  async #addAccount(accountName: string): Promise<StorageAccess> {
    if (this.#state.accounts[accountName] === undefined) {
      this.#state.accounts[accountName] = randomBytes(64).toString('base64')
      this.#save()
      await this.stop() // Azurite reads its accounts at start
      this.#restart()
      this.onChange()
    }
    await this.ready()
    return storageAccess(accountName, this.#state.accounts[accountName] ?? '', this.#state.ports)
  }

  /** Deletes an account with all that is in it. */
  async removeAccount(accountName: string): Promise<void> {
    const access = this.access(accountName)
    if (access === undefined) return
    await this.ready()
    await emptyAccount(access)
    delete this.#state.accounts[accountName]
    this.#save()
    this.onChange()
  }

  /** Resolves when Azurite answers; without an account there is nothing to wait for. */
  async ready(): Promise<void> {
    await this.#azurite
  }

  async stop(): Promise<void> {
    const azurite = await this.#azurite?.catch(() => undefined)
    this.#azurite = undefined
    await azurite?.stop()
  }

  #restart(): void {
    const starting = startAzurite({ directory: join(this.#directory, 'azurite'), ...this.#state })
    starting
      .then(({ crashed }) => crashed)
      .then(() => {
        if (this.#azurite !== starting) return
        this.#warn('Azurite, the storage emulator, has ended unexpectedly: it is started again.')
        this.#restart()
        return this.ready().catch((error: Error) => this.#warn(error.message)) // nobody else waits for it
      })
      .catch(() => {}) // reported to whoever waits in ready()
    this.#azurite = starting
  }

  #save(): void {
    mkdirSync(this.#directory, { recursive: true })
    const file = stateFile(this.#directory)
    writeFileSync(`${file}.new`, JSON.stringify(this.#state, null, 1), { mode: 0o600 })
    renameSync(`${file}.new`, file)
  }
}

function stateFile(directory: string): string {
  return join(directory, 'accounts.json')
}

async function allFree(ports: State['ports']): Promise<boolean> {
  const free = await Promise.all(Object.values(ports).map(isFree))
  return free.every(Boolean)
}

async function choosePorts(preferred: number): Promise<State['ports']> {
  const blob = await freePortFrom(preferred)
  const queue = await freePortFrom(blob + 1)
  const table = await freePortFrom(queue + 1)
  return { blob, queue, table }
}
