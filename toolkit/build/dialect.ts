import { isForwardable, isHttpOutput, isHttpTrigger } from '../runtime/bindings.ts'
import type { CustomHandler } from './customHandler.ts'
import { type Binding, type FunctionMetadata, triggerOf } from './functionMetadata.ts'

/** How the host calls a function: contract 8, 7 and 5. */
export interface Dialect {
  readonly name: 'proxied' | 'forwarded' | 'envelope'
  /** Goes on after `because `. */
  readonly because: string
}

export function dialectOf(metadata: FunctionMetadata, handler: CustomHandler | undefined): Dialect {
  const { name, bindings } = metadata
  if (!isForwardable({ name, bindings: Object.fromEntries(bindings.map((b) => [b.name, b])) }))
    return { name: 'envelope', because: whyNotForwardable(metadata) }
  // Proxying wins where both are on (contract 2.2).
  if (handler?.enableProxyingHttpRequest)
    return { name: 'proxied', because: 'it is HTTP alone and host.json has enableProxyingHttpRequest' }
  if (handler?.enableForwardingHttpRequest)
    return { name: 'forwarded', because: 'it is HTTP alone and host.json has enableForwardingHttpRequest' }
  return {
    name: 'envelope',
    because: 'host.json has neither enableProxyingHttpRequest nor enableForwardingHttpRequest',
  }
}

/** E.g. `orders: envelope, because it has another output (queue)`. */
export function dialectLine(metadata: FunctionMetadata, handler: CustomHandler | undefined): string {
  const { name, because } = dialectOf(metadata, handler)
  return `${metadata.name}: ${name}, because ${because}`
}

function whyNotForwardable(metadata: FunctionMetadata): string {
  const trigger = triggerOf(metadata)
  if (!isHttpTrigger(trigger)) return `it is not triggered by HTTP (${trigger.type})`
  if (!metadata.bindings.some(isHttpOutput)) return 'it has no HTTP output'
  const inputs = metadata.bindings.filter((b) => b.direction !== 'out' && b !== trigger)
  const httpOutput = metadata.bindings.find(isHttpOutput)
  const outputs = metadata.bindings.filter((b) => b.direction !== 'in' && b !== httpOutput)
  return `it has ${[...others('input', inputs), ...others('output', outputs)].join(' and ')}`
}

function others(what: string, bindings: readonly Binding[]): string[] {
  if (bindings.length === 0) return []
  const types = bindings.map(({ type }) => type).join(', ')
  return [`${bindings.length === 1 ? `another ${what}` : `other ${what}s`} (${types})`]
}
