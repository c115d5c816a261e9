/** The text .NET makes of a JSON scalar. */
export function dotNetText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return String(value)
}
