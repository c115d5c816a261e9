import type {
  CoreFunctionMetadata,
  FunctionCallback,
  LogCategory,
  LogLevel,
  ProgrammingModel,
} from './coreTypes.ts'
import { type HookCallback, hooks } from './hooks.ts'
import { writeLog } from './log.ts'
import { registry } from './registry.ts'

/**
 * The module `@azure/functions-core`, which Microsoft's Node.js worker injects and `@azure/functions` talks
 * to. The bundler puts this file in its place.
 */
export const version = '3.12.0'
/** The least one with everything the library asks for; the real one comes with each request. */
export const hostVersion = '4.1037.0'

export class Disposable {
  #dispose: (() => unknown) | undefined

  constructor(dispose: () => unknown) {
    this.#dispose = dispose
  }

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    // Not by its name, which would make a start define that name anew (classNames.ts).
    return new this(() => {
      for (const disposable of disposables) disposable.dispose()
    })
  }

  dispose(): void {
    this.#dispose?.()
    this.#dispose = undefined
  }
}

export function registerFunction(metadata: CoreFunctionMetadata, callback: FunctionCallback): Disposable {
  registry.add({ metadata, callback })
  return new Disposable(() => registry.remove(metadata.name))
}

export function registerHook(name: string, callback: HookCallback): Disposable {
  return new Disposable(hooks.add(name, callback))
}

export function setProgrammingModel(model: ProgrammingModel): void {
  registry.model = model
}

export function getProgrammingModel(): ProgrammingModel {
  return registry.requireModel()
}

export function log(level: LogLevel, category: LogCategory, message: string): void {
  writeLog({ level, category, message })
}
