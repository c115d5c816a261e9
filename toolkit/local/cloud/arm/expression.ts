/** A parsed ARM template expression. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }

const token = /\s*(?:'(?<string>(?:[^']|'')*)'|(?<number>-?\d+)|(?<name>[A-Za-z_][\w]*)|(?<sign>[(),.]))/y

/**
 * Parses what stands between the brackets of `"[...]"`.
 * Grammar: learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
export function parseExpression(source: string): Expression {
  const tokens = tokenize(source)
  let position = 0
  const peek = () => tokens[position]
  const take = (sign: string) => {
    if (peek()?.sign !== sign)
      throw new Error(`InvalidTemplate: expected '${sign}' in the expression [${source}].`)
    position += 1
  }
  const operand = (): Expression => {
    const next = tokens[position++]
    if (next?.string !== undefined) return { kind: 'literal', value: next.string.replaceAll("''", "'") }
    if (next?.number !== undefined) return { kind: 'literal', value: Number(next.number) }
    if (next?.name === undefined)
      throw new Error(`InvalidTemplate: the expression [${source}] cannot be read.`)
    return { kind: 'call', name: next.name, args: args() }
  }
  const args = (): Expression[] => {
    take('(')
    const values: Expression[] = []
    while (peek()?.sign !== ')') {
      if (values.length > 0) take(',')
      values.push(expression())
    }
    take(')')
    return values
  }
  const expression = (): Expression => {
    let value = operand()
    while (peek()?.sign === '.') {
      take('.')
      value = { kind: 'member', of: value, name: tokens[position++]?.name ?? '' }
    }
    return value
  }
  const parsed = expression()
  if (position < tokens.length)
    throw new Error(`InvalidTemplate: text is left over in the expression [${source}].`)
  return parsed
}

type Token = { string?: string; number?: string; name?: string; sign?: string }

function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  const text = source.trimEnd()
  while (token.lastIndex < text.length) {
    const start = token.lastIndex
    const match = token.exec(text)
    if (!match?.groups) {
      throw new Error(`InvalidTemplate: '${text.slice(start)}' in the expression [${source}] cannot be read.`)
    }
    tokens.push(match.groups)
  }
  return tokens
}
