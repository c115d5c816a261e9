/**
 * Goes on with what a function returned: at once with a value, and for a promise after no more turns of the event loop's
 * queue than it takes itself.
 */
export function whenSettled<T>(
  returned: unknown,
  fulfilled: (value: unknown) => T | Promise<T>,
  rejected: (error: unknown) => T | Promise<T>,
): T | Promise<T> {
  if (!isThenable(returned)) return fulfilled(returned)
  const promise = returned instanceof Promise ? returned : Promise.resolve(returned)
  return promise.then(fulfilled, rejected)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
