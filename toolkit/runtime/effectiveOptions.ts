import type {
  EffectiveFunctionOptions,
  FunctionInput,
  FunctionOutput,
  FunctionTrigger,
} from '@azure/functions'
import { triggerOf } from './bindings.ts'
import type { CoreFunctionMetadata } from './coreTypes.ts'

/** What a function finds in `context.options`: its own copy in each invocation, as the library gives it. */
export function effectiveOptions(metadata: CoreFunctionMetadata): EffectiveFunctionOptions {
  let known = patterns.get(metadata)
  if (known === undefined) {
    known = toOptions(metadata)
    patterns.set(metadata, known)
  }
  return {
    trigger: { ...known.trigger },
    return: known.return && { ...known.return },
    extraInputs: known.extraInputs.length === 0 ? [] : copyEach(known.extraInputs),
    extraOutputs: known.extraOutputs.length === 0 ? [] : copyEach(known.extraOutputs),
  }
}

function copyEach<T extends object>(bindings: readonly T[]): T[] {
  return bindings.map((binding) => ({ ...binding }))
}

// What is registered does not change.
const patterns = new Map<CoreFunctionMetadata, EffectiveFunctionOptions>()

function toOptions(metadata: CoreFunctionMetadata): EffectiveFunctionOptions {
  const trigger: FunctionTrigger = triggerOf(metadata)
  const extraInputs: FunctionInput[] = []
  const extraOutputs: FunctionOutput[] = []
  let returned: FunctionOutput | undefined
  // A method such as `Object.entries` costs a start as much as a request.
  for (const name in metadata.bindings) {
    const binding = metadata.bindings[name]
    if (binding === undefined || name === trigger.name) continue
    const named = { ...binding, name }
    if (name === '$return') returned = named
    else if (binding.direction === 'in') extraInputs.push(named)
    else if (binding.direction === 'out') extraOutputs.push(named)
  }
  return { trigger, return: returned, extraInputs, extraOutputs }
}
