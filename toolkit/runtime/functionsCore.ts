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
    return disposable(() => {
      for (const disposable of disposables) disposable.dispose()
    })
  }

  dispose(): void {
    this.#dispose?.()
    this.#dispose = undefined
  }
}

// A class that names itself would make a start define its name anew (classNames.ts).
function disposable(dispose: () => unknown): Disposable {
  return new Disposable(dispose)
}

export function registerFunction(metadata: CoreFunctionMetadata, callback: FunctionCallback): Disposable {
  registry.add({ metadata, callback })
  return disposable(() => registry.remove(metadata.name))
}

export function registerHook(name: string, callback: HookCallback): Disposable {
  return disposable(hooks.add(name, callback))
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
