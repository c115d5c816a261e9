import { type Binding, FunctionMetadataError } from '../../build/functionMetadata.ts'

/** Replaces `%SETTING%` in the texts of a binding by app settings. Contract 9.1. Throws FunctionMetadataError. */
export function resolveSettings(binding: Binding, environment: Readonly<Record<string, string>>): Binding {
  const settings = new Map(Object.entries(environment).map(([key, value]) => [key.toLowerCase(), value]))
  const resolve = (text: string) =>
    text.replace(/%([^%]+)%/g, (reference, name: string) => {
      const value = settings.get(name.toLowerCase())
      if (value !== undefined) return value
      throw new FunctionMetadataError(
        `'${reference}' does not resolve to a value. Binding '${binding.name}' needs it: add the app setting ${name}.`,
      )
    })
  const { name, type, direction, ...properties } = binding
  const resolved = Object.entries(properties).map(([key, value]) => [
    key,
    typeof value === 'string' ? resolve(value) : value,
  ])
  return { ...Object.fromEntries(resolved), name, type, direction }
}
