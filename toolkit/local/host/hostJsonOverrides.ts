import { parseJsonText } from '../../build/jsonText.ts'
/**
 * Text of host.json with the overrides `AzureFunctionsJobHost__a__b` of the environment put in (contract 2.1);
 * a text that is not a JSON object comes back as it is.
 */
export function overrideHostJson(text: string, environment: Readonly<Record<string, string>>): string {
  const overrides = Object.entries(environment).filter(([name]) => name.toLowerCase().startsWith(PREFIX))
  const root = parseObject(text)
  if (!root || overrides.length === 0) return text
  for (const [name, value] of overrides) {
    const parsed = ARGUMENTS.test(name) ? parseArray(value) : value
    if (parsed !== undefined) override(root, name.slice(PREFIX.length).split('__'), parsed)
  }
  return JSON.stringify(root)
}

const PREFIX = 'azurefunctionsjobhost__'
// These lists may be given as a JSON array; a malformed one is ignored (contract 2.3).
const ARGUMENTS = /__description__(arguments|workerArguments)$/i

type Node = Record<string, unknown>

function override(node: Node, [step = '', ...rest]: readonly string[], value: unknown): void {
  const key = Object.keys(node).find((known) => known.toLowerCase() === step.toLowerCase()) ?? step
  if (rest.length === 0) {
    node[key] = value
    return
  }
  const known = node[key]
  const child = isNode(known) ? known : {}
  node[key] = child
  override(child, rest, value)
}

function parseArray(value: string): readonly unknown[] | undefined {
  try {
    const array: unknown = JSON.parse(value)
    return Array.isArray(array) ? array : undefined
  } catch {
    return undefined
  }
}

function parseObject(text: string): Node | undefined {
  try {
    const value: unknown = parseJsonText(text)
    return isNode(value) && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}
