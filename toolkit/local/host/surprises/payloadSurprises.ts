import type { BindingData } from '../envelope/hostValue.ts'

/**
 * Properties of a message in JSON that Metadata does not have, or has in place of the host's own. Contract 5.3. What
 * bindings name in their expressions is meant to be the message's: `bound`, in lower case.
 */
export function payloadSurprises(
  own: BindingData,
  payload: BindingData,
  bound: ReadonlySet<string>,
): readonly string[] {
  const taken = new Set(Object.keys(own).map((name) => name.toLowerCase()))
  return Object.keys(payload).flatMap((name) => {
    if (/trigger$/i.test(name)) {
      return [
        `The message's property '${name}' is not in Metadata, as no name that ends in 'trigger' is. ` +
          `Read it from the message itself.`,
      ]
    }
    if (!taken.has(name.toLowerCase()) || bound.has(name.toLowerCase())) return []
    return [
      `The message's property '${name}' takes the place of the host's own in Metadata. ` +
        `Name it otherwise, or do not rely on Metadata.${name}.`,
    ]
  })
}
