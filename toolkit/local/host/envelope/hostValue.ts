/**
 * A value the real host holds as a .NET object: what a trigger knows about its event. A Date stands for a
 * DateTimeOffset, a Uint8Array for byte[].
 */
export type HostValue =
  | string
  | number
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly unknown[]
  | { readonly [key: string]: unknown }

/** What an event tells about itself; binding expressions and `Metadata` are made from it. */
export type BindingData = Readonly<Record<string, HostValue>>
