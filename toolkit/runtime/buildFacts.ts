import type { CoreFunctionMetadata } from './coreTypes.ts'

/** What the build has found by loading the app, so that a start need not find it again. */
export interface BuildFacts {
  /** The hashes in the names of bindings, in hexadecimal, by what was hashed. */
  readonly bindingHashes: Record<string, string>
  /** What the app registers, by name; no more than that: the object has no prototype. */
  readonly functions: Readonly<Record<string, CoreFunctionMetadata>>
}

declare global {
  /** The build puts it in front of the bundle. */
  var functionsBuildFacts: BuildFacts | undefined
}

/** Nothing is known while the build loads the app, and in tests. */
export const buildFacts: BuildFacts = globalThis.functionsBuildFacts ?? {
  bindingHashes: {},
  functions: Object.create(null),
}
