/** node:util's format. Most log lines are one text, which needs no node:util. */
export function format(...values: unknown[]): string {
  const [first] = values
  if (values.length === 1 && typeof first === 'string') return first
  return process.getBuiltinModule('node:util').format(...values)
}
