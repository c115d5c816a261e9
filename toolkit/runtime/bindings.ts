// A method such as `filter` or a regular expression costs a start as much as a request: what it enters does with loops.

import type { CoreBinding, CoreFunctionMetadata } from './coreTypes.ts'

type NamedBinding = CoreBinding & { readonly name: string }

export function triggerOf(metadata: CoreFunctionMetadata): NamedBinding {
  const known = triggers.get(metadata)
  if (known !== undefined) return known
  for (const name in metadata.bindings) {
    const binding = metadata.bindings[name]
    if (binding === undefined || !isTrigger(binding)) continue
    const trigger = { ...binding, name }
    triggers.set(metadata, trigger)
    return trigger
  }
  throw new Error(`The function "${metadata.name}" has no trigger.`)
}

export function isTrigger({ type }: CoreBinding): boolean {
  return type.toLowerCase().endsWith('trigger')
}

export function isHttpTrigger({ type }: CoreBinding): boolean {
  return type.toLowerCase() === 'httptrigger'
}

export function isHttpOutput({ type, direction }: CoreBinding): boolean {
  return type.toLowerCase() === 'http' && direction === 'out'
}

/** Contract 7.1: an HTTP trigger and an HTTP output and nothing else. */
export function isForwardable(metadata: CoreFunctionMetadata): boolean {
  let inputs = 0
  let outputs = 0
  for (const name in metadata.bindings) {
    const binding = metadata.bindings[name]
    if (binding === undefined) continue
    const kind = `${binding.direction} ${binding.type.toLowerCase()}`
    if (kind === 'in httptrigger') inputs += 1
    else if (kind === 'out http') outputs += 1
    else return false
  }
  return inputs === 1 && outputs === 1
}

/**
 * The name of a binding in function.json. The library calls what a function returns `$return`; for an HTTP
 * answer only a named output carries status and headers reliably (contract 6.5).
 */
export function wireName(name: string, binding: CoreBinding): string {
  return name === '$return' && isHttpOutput(binding) ? 'res' : name
}

// Asked for in every call; what is registered does not change.
const triggers = new Map<CoreFunctionMetadata, NamedBinding>()
