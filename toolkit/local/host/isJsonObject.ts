/** Whether a JSON value is an object: not null, no array, and none of the scalars that have a class here. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
