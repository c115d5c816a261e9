import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { triggerOf } from '../toolkit/build/functionMetadata.ts'

export interface FunctionOutput {
  readonly name: string
  /** The trigger's binding type, e.g. `queueTrigger`. */
  readonly trigger: string
  /** Where an HTTP function answers. */
  readonly url?: string
}

/** The stack's list of its functions. `routePrefix` is host.json's, `api` when it has none. */
export function functionOutputs(
  functions: readonly FunctionMetadata[],
  siteUrl: string,
  routePrefix: string,
): FunctionOutput[] {
  return functions.map((metadata) => {
    const trigger = triggerOf(metadata)
    if (trigger.type.toLowerCase() !== 'httptrigger') return { name: metadata.name, trigger: trigger.type }
    const route = typeof trigger.route === 'string' && trigger.route !== '' ? trigger.route : metadata.name
    const path = [routePrefix, route].filter((part) => part !== '').join('/')
    return { name: metadata.name, trigger: trigger.type, url: `${siteUrl}/${path}` }
  })
}
