import { type BunRuntime, bun } from './bun.ts'

/**
 * Goes on with what a function returned: at once with a value, and for a promise when it is fulfilled. Most functions
 * that are `async` wait for nothing, and Bun can tell what they came to without a turn of the event loop's queue.
 */
export function whenSettled<T>(
  returned: unknown,
  fulfilled: (value: unknown) => T | Promise<T>,
  rejected: (error: unknown) => T | Promise<T>,
): T | Promise<T> {
  if (!isThenable(returned)) return fulfilled(returned)
  const promise = returned instanceof Promise ? returned : Promise.resolve(returned)
  if (peek?.status(promise) === 'fulfilled') return fulfilled(peek(promise))
  waited += 1
  if (waited === worthwhile) peek = bun()?.peek
  return promise.then(fulfilled, rejected)
}

// What tells is made at its first use, which takes a part of a start: the first promises are waited for.
const worthwhile = 100
let waited = 0
let peek: BunRuntime['peek'] | undefined

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
