import type { Binding } from '../../build/functionMetadata.ts'

/** Whether a binding has a type; the host ignores case. */
export function isType(binding: Binding, type: string): boolean {
  return binding.type.toLowerCase() === type.toLowerCase()
}
