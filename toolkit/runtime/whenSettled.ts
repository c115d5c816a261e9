import { type BunRuntime, bun } from './bun.ts'

/**
 * Goes on with what a function returned: at once with a value, and for a promise when it is fulfilled. Most functions
 * that are `async` wait for nothing, and Bun can tell what they came to without a turn of the event loop's queue.
 * `rejected` also hears of what `fulfilled` throws.
 */
export function whenSettled<T>(
  returned: unknown,
  fulfilled: (value: unknown) => T | Promise<T>,
  rejected: (error: unknown) => T | Promise<T>,
): T | Promise<T> {
  const isPromise = returned instanceof Promise
  if (!isPromise && !isThenable(returned)) return goOn(returned, fulfilled, rejected)
  const promise = isPromise ? returned : Promise.resolve(returned)
  if (peek?.status(promise) === 'fulfilled') return goOn(peek(promise), fulfilled, rejected)
  waited += 1
  if (waited === worthwhile) peek = bun()?.peek
  return promise.then((value) => goOn(value, fulfilled, rejected), rejected)
}

// What tells is made at its first use, which takes a part of a start: the first promises are waited for.
const worthwhile = 100
let waited = 0
let peek: BunRuntime['peek'] | undefined

function goOn<T>(
  value: unknown,
  fulfilled: (value: unknown) => T | Promise<T>,
  rejected: (error: unknown) => T | Promise<T>,
): T | Promise<T> {
  try {
    return fulfilled(value)
  } catch (error) {
    return rejected(error)
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
