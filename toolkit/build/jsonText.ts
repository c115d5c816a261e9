import { type ParseError, parse } from 'jsonc-parser'

/** JSON as the Functions host reads it: comments and a comma too many do not matter. Throws SyntaxError. */
export function parseJsonText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(plain)
  } catch (error) {
    const errors: ParseError[] = []
    const value: unknown = parse(plain, errors, { allowTrailingComma: true })
    if (errors.length === 0) return value
    throw error
  }
}
