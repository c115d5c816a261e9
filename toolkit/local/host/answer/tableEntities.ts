import type { TableEntity } from '@azure/data-tables'
import { readDotNetJson } from '../dotNetJson.ts'
import { dotNetText } from '../dotNetText.ts'
import { DotNetDate, DotNetDouble, DotNetInteger } from '../dotNetValue.ts'
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
    if (property.toLowerCase() === 'partitionkey') partitionKey = dotNetText(value)
    else if (property.toLowerCase() === 'rowkey') rowKey = dotNetText(value)
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
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof DotNetDate) return dateOf(value)
  if (value instanceof DotNetDouble) return { type: 'Double', value: String(value.value) }
  if (typeof value === 'number' || value instanceof DotNetInteger)
    return { type: 'Int64', value: dotNetText(value) }
  throw new InvocationError(
    `Property '${property}' in table output '${name}' is an object or a list, which a table cannot hold. ` +
      `Send it as JSON text.`,
  )
}

function dateOf({ iso }: DotNetDate): Date {
  return new Date(/(Z|\+00:00)$/.test(iso) ? iso : `${iso}Z`)
}

function parseJson(text: string): unknown {
  try {
    return readDotNetJson(text)
  } catch {
    return text
  }
}
