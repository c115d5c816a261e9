import { engine } from './bun.ts'

type Code = (...parameters: never) => unknown
type Class = abstract new (...parameters: never) => object

declare global {
  /** The functions and classes of the runtime. The build puts it in front of the bundle, unless that is large. */
  var functionsRuntimeCode: (() => readonly [readonly Code[], readonly Class[]]) | undefined
}

/**
 * Keeps the last of the engine's compilers from the runtime's own code. In a bundle of small functions it makes little
 * faster, and what it makes, with the threads that make it, takes more memory than all else that a burst of calls
 * leaves. The app's code may gain from it and is left to it. `others` are functions that the build cannot name.
 */
export function spareLastCompiler(others: readonly unknown[]): void {
  const { noFTL } = engine()
  const [functions, classes] = globalThis.functionsRuntimeCode?.() ?? [[], []]
  for (const code of [...functions, ...classes.flatMap(codeOf), ...others]) {
    if (typeof code === 'function') noFTL?.(code)
  }
}

function codeOf(type: Class): unknown[] {
  const members = [type.prototype, type].flatMap((owner) =>
    Object.values(Object.getOwnPropertyDescriptors(owner)),
  )
  return [type, ...members.flatMap(({ value, get }) => [value, get])]
}
