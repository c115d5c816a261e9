import type { CoreFunctionMetadata, FunctionCallback, ProgrammingModel } from './coreTypes.ts'

export interface RegisteredFunction {
  readonly metadata: CoreFunctionMetadata
  readonly callback: FunctionCallback
}

/** What the app's code registered: one process runs one app. */
class Registry {
  readonly #functions = new Map<string, RegisteredFunction>()
  #locked = false
  model: ProgrammingModel | undefined

  add(registered: RegisteredFunction): void {
    const { name } = registered.metadata
    if (this.#locked)
      throw new Error(`The function "${name}" was registered too late: only app startup may do that.`)
    if (typeof registered.callback !== 'function') throw new Error(`The function "${name}" has no handler.`)
    if (this.#functions.has(name)) {
      throw new Error(
        `A function named "${name}" has already been registered. Give one of the two another name.`,
      )
    }
    this.#functions.set(name, registered)
  }

  remove(name: string): void {
    if (this.#locked)
      throw new Error(`The function "${name}" was disposed too late: only app startup may do that.`)
    this.#functions.delete(name)
  }

  lock(): void {
    this.#locked = true
  }

  get(name: string): RegisteredFunction | undefined {
    return this.#functions.get(name)
  }

  all(): RegisteredFunction[] {
    const all: RegisteredFunction[] = []
    this.#functions.forEach((registered) => void all.push(registered))
    return all
  }

  requireModel(): ProgrammingModel {
    if (this.model === undefined) throw new Error('No programming model is set: no function was registered.')
    return this.model
  }
}

export const registry: Registry = new Registry()
