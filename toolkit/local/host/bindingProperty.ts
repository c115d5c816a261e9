import type { Binding } from '../../build/functionMetadata.ts'
import { InvocationError } from './answer/invocationError.ts'
import { resolveExpressions } from './bindingExpression.ts'
import type { BindingData } from './envelope/hostValue.ts'

/** A text property of a binding, its expressions replaced. Throws InvocationError when it is not set. */
export function bindingProperty(binding: Binding, property: string, data: BindingData): string {
  const template = binding[property]
  if (typeof template === 'string' && template !== '') return resolveExpressions(template, data)
  throw new InvocationError(`Binding '${binding.name}' of type '${binding.type}' needs '${property}'.`)
}
