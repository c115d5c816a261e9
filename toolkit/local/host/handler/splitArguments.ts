/**
 * Splits a command line into its arguments the way .NET does on Linux: white space separates, double quotes
 * group, `\"` is a quote, `""` inside quotes is one too, and every other backslash is itself.
 */
export function splitArguments(commandLine: string): string[] {
  const result: string[] = []
  let current: string | undefined
  let quoted = false
  for (let i = 0; i < commandLine.length; i++) {
    const character = commandLine.charAt(i)
    if (character === '\\') {
      const slashes = countWhile(commandLine, i, '\\')
      const beforeQuote = commandLine.charAt(i + slashes) === '"'
      current = (current ?? '') + '\\'.repeat(beforeQuote ? slashes >> 1 : slashes)
      i += slashes - 1
      if (beforeQuote && slashes % 2 === 1) {
        current += '"'
        i++
      }
    } else if (character === '"') {
      current ??= ''
      if (quoted && commandLine.charAt(i + 1) === '"') {
        current += '"'
        i++
      } else quoted = !quoted
    } else if (!quoted && (character === ' ' || character === '\t')) {
      if (current !== undefined) result.push(current)
      current = undefined
    } else current = (current ?? '') + character
  }
  if (current !== undefined) result.push(current)
  return result
}

function countWhile(text: string, start: number, character: string): number {
  let end = start
  while (text.charAt(end) === character) end++
  return end - start
}
