export interface Order {
  item: string
  quantity: number
}

/** What is wrong with an order: the field, and why it is refused. */
export interface OrderProblem {
  field: string
  reason: string
}

/** Reads an order from JSON text. */
export function parseOrder(text: string): Order | { problem: OrderProblem } {
  const value = parseObject(text)
  if (value === undefined) return { problem: { field: 'body', reason: 'must be a JSON object' } }
  const { item, quantity } = value
  if (typeof item !== 'string' || item.trim() === '') {
    return { problem: { field: 'item', reason: 'must be a non-empty string' } }
  }
  if (typeof quantity !== 'number' || !Number.isSafeInteger(quantity) || quantity < 1) {
    return { problem: { field: 'quantity', reason: 'must be a positive integer' } }
  }
  return { item, quantity }
}

function parseObject(text: string): { item?: unknown; quantity?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
