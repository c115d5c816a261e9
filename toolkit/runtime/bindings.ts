import type { CoreBinding, CoreFunctionMetadata } from './coreTypes.ts'

type NamedBinding = CoreBinding & { readonly name: string }

export function triggerOf(metadata: CoreFunctionMetadata): NamedBinding {
  const known = triggers.get(metadata)
  if (known !== undefined) return known
  const trigger = namedBindings(metadata).find(({ type }) => /trigger$/i.test(type))
  if (trigger === undefined) throw new Error(`The function "${metadata.name}" has no trigger.`)
  triggers.set(metadata, trigger)
  return trigger
}

export function isHttpTrigger({ type }: CoreBinding): boolean {
  return type.toLowerCase() === 'httptrigger'
}

export function isHttpOutput({ type, direction }: CoreBinding): boolean {
  return type.toLowerCase() === 'http' && direction === 'out'
}

/** Contract 7.1: an HTTP trigger and an HTTP output and nothing else. */
export function isForwardable(metadata: CoreFunctionMetadata): boolean {
  const bindings = Object.values(metadata.bindings)
  const inputs = bindings.filter(({ direction }) => direction !== 'out')
  const outputs = bindings.filter(({ direction }) => direction !== 'in')
  return (
    inputs.length === 1 && inputs.every(isHttpTrigger) && outputs.length === 1 && outputs.every(isHttpOutput)
  )
}

/**
 * The name of a binding in function.json. The library calls what a function returns `$return`; for an HTTP
 * answer only a named output carries status and headers reliably (contract 6.5).
 */
export function wireName(name: string, binding: CoreBinding): string {
  return name === '$return' && isHttpOutput(binding) ? 'res' : name
}

// Asked for in every call; what is registered does not change.
const triggers = new WeakMap<CoreFunctionMetadata, NamedBinding>()

function namedBindings(metadata: CoreFunctionMetadata): NamedBinding[] {
  return Object.entries(metadata.bindings).map(([name, binding]) => ({ ...binding, name }))
}
