import type { HttpRequest } from '@azure/functions'
import type { ProgrammingModel, RpcHttpData } from './coreTypes.ts'
import { FunctionRequest } from './functionRequest.ts'
import { registry } from './registry.ts'
import { installStandardJson } from './standardJson.ts'

/** Of `@azure/functions`, what its worker calls. */
export interface Library {
  readonly HttpRequest: new (init: RpcHttpData) => HttpRequest
  readonly ProgrammingModel: new () => ProgrammingModel
  /** From then on `app.setup` is refused. */
  lockSetup(): void
}

/** Says how the library is made, which happens when it is first asked for: few calls need it. */
export function provideLibrary<T extends Library>(create: () => T): () => T {
  let made: T | undefined
  const get = () => {
    made ??= adopt(create())
    return made
  }
  provided = get
  return get
}

export function library(): Library {
  if (provided === undefined) throw new Error('This app uses no @azure/functions.')
  return provided()
}

export function programmingModel(): ProgrammingModel {
  // The library sets it itself when it registers a function.
  if (registry.model === undefined) library()
  return registry.requireModel()
}

let provided: (() => Library) | undefined

function adopt<T extends Library>(made: T): T {
  installStandardJson()
  if (registry.isLocked) made.lockSetup()
  registry.model ??= new made.ProgrammingModel()
  Object.setPrototypeOf(FunctionRequest.prototype, made.HttpRequest.prototype)
  return made
}
