import type { TableEntity } from '@azure/data-tables'
import { isJsonObject } from '../isJsonObject.ts'
import { InvocationError } from './invocationError.ts'

/** The keys a table output's binding gives to entities that have none. */
export interface EntityKeys {
  readonly partitionKey: string | undefined
  readonly rowKey: string | undefined
}

/** The entities that one value of a table output becomes. Contract 6.3. Throws InvocationError. */
export function tableEntities(name: string, value: unknown, keys: EntityKeys): readonly TableEntity[] {
  const document = typeof value === 'string' ? parseJson(value) : value
  const items: readonly unknown[] = Array.isArray(document) ? document : [document]
  return items.map((item) => {
    if (isJsonObject(item)) return entity(name, item, keys)
    throw new InvocationError(
      `Table output '${name}' takes an object or an array of objects, not ${JSON.stringify(item)}.`,
    )
  })
}

function entity(name: string, item: Readonly<Record<string, unknown>>, keys: EntityKeys): TableEntity {
  const properties: Record<string, unknown> = {}
  let { partitionKey, rowKey } = keys
  for (const [property, value] of Object.entries(item)) {
    if (property.toLowerCase() === 'partitionkey') partitionKey = String(value)
    else if (property.toLowerCase() === 'rowkey') rowKey = String(value)
    else if (value !== null) properties[property] = entityProperty(name, property, value)
  }
  if (partitionKey !== undefined && rowKey !== undefined) return { partitionKey, rowKey, ...properties }
  throw new InvocationError(
    `An entity of table output '${name}' has no ${partitionKey === undefined ? 'partitionKey' : 'rowKey'}. ` +
      `Give it one, or give the binding one in function.json.`,
  )
}

/** The type .NET finds for a JSON value: whole numbers are Int64, text that is a date is DateTime. */
function entityProperty(name: string, property: string, value: unknown): unknown {
  if (typeof value === 'string') return DATE.test(value) ? dateOf(value) : value
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') {
    const type = Number.isSafeInteger(value) ? 'Int64' : 'Double'
    return { type, value: String(value) }
  }
  throw new InvocationError(
    `Property '${property}' in table output '${name}' is an object or a list, which a table cannot hold. ` +
      `Send it as JSON text.`,
  )
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$/

function dateOf(text: string): unknown {
  const date = new Date(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(date.getTime()) ? text : date
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
