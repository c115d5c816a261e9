import { type BunRuntime, bun } from './bun.ts'

/**
 * What a call has come to: its value when that is there already, else the promise of it. Most functions that are
 * `async` wait for nothing, and each turn of the event loop's queue costs as much as such a function.
 */
export function settled(returned: unknown): unknown {
  if (!isThenable(returned)) return returned
  // Node.js has no such thing.
  peek ??= bun()?.peek
  if (returned instanceof Promise && peek?.status(returned) === 'fulfilled') return peek(returned)
  return Promise.resolve(returned)
}

let peek: BunRuntime['peek'] | undefined

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
