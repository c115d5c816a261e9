import type { CoreFunctionMetadata, FunctionCallback, ProgrammingModel } from './coreTypes.ts'

export interface RegisteredFunction {
  readonly metadata: CoreFunctionMetadata
  readonly callback: FunctionCallback
}

/** What the app's code registered: one process runs one app. */
class Registry {
  private readonly functions: RegisteredFunction[] = []
  private locked = false
  model: ProgrammingModel | undefined

  add(registered: RegisteredFunction): void {
    const { name } = registered.metadata
    if (this.locked)
      throw new Error(`The function "${name}" was registered too late: only app startup may do that.`)
    if (typeof registered.callback !== 'function') throw new Error(`The function "${name}" has no handler.`)
    if (this.get(name) !== undefined) {
      throw new Error(
        `A function named "${name}" has already been registered. Give one of the two another name.`,
      )
    }
    this.functions.push(registered)
  }

  remove(name: string): void {
    if (this.locked)
      throw new Error(`The function "${name}" was disposed too late: only app startup may do that.`)
    const index = this.functions.findIndex(({ metadata }) => metadata.name === name)
    if (index !== -1) this.functions.splice(index, 1)
  }

  lock(): void {
    this.locked = true
  }

  get isLocked(): boolean {
    return this.locked
  }

  get(name: string): RegisteredFunction | undefined {
    for (const registered of this.functions) if (registered.metadata.name === name) return registered
    return undefined
  }

  all(): RegisteredFunction[] {
    return this.functions.slice()
  }

  requireModel(): ProgrammingModel {
    if (this.model === undefined) throw new Error('No programming model is set: no function was registered.')
    return this.model
  }
}

export const registry: Registry = new Registry()
