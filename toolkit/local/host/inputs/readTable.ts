import { odata, type TableClient, type TableEntityResult } from '@azure/data-tables'
import type { Binding } from '../../../build/functionMetadata.ts'
import { resolveExpressions } from '../bindingExpression.ts'
import { bindingProperty } from '../bindingProperty.ts'
import { DotNetInteger } from '../dotNetValue.ts'
import { encodeValue } from '../envelope/encodeValue.ts'
import type { BindingData } from '../envelope/hostValue.ts'
import { isNotFound, type StorageClients } from '../storageClients.ts'

type Entity = TableEntityResult<Record<string, unknown>>

/**
 * The value of a `table` input: one entity as an object when both keys are given, else an array of those that fit
 * `partitionKey` and `filter`, at most `take`. Contract 5.13
 */
export async function readTable(
  binding: Binding,
  data: BindingData,
  storage: StorageClients,
): Promise<unknown> {
  const table = storage.table(binding.connection, bindingProperty(binding, 'tableName', data))
  const partitionKey = optional(binding.partitionKey, data)
  const rowKey = optional(binding.rowKey, data)
  try {
    if (partitionKey && rowKey) return encodeValue(fromEntity(await table.getEntity(partitionKey, rowKey)))
    const conditions = [
      ...(partitionKey ? [odata`PartitionKey eq ${partitionKey}`] : []),
      // A value inside the filter's quotes must not end them.
      ...(binding.filter ? [optional(binding.filter, data, (text) => text.replaceAll("'", "''"))] : []),
    ]
    return encodeValue(await list(table, conditions.join(' and '), Number(binding.take)))
  } catch (error) {
    if (!isNotFound(error)) throw error
    return encodeValue(partitionKey && rowKey ? null : [])
  }
}

async function list(table: TableClient, filter: string, take: number): Promise<readonly unknown[]> {
  const entities: unknown[] = []
  for await (const entity of table.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
    entities.push(fromEntity(entity))
    if (entities.length === take) break
  }
  return entities
}

function optional(template: unknown, data: BindingData, encode?: (text: string) => string): string {
  return typeof template === 'string' ? resolveExpressions(template, data, encode) : ''
}

/** An entity under the names that the service has, its values as .NET writes them in JSON. */
function fromEntity({
  partitionKey,
  rowKey,
  etag,
  timestamp,
  ...properties
}: Entity): Record<string, unknown> {
  const named = {
    'odata.etag': etag,
    PartitionKey: partitionKey,
    RowKey: rowKey,
    ...(timestamp && { Timestamp: timestamp.replace('Z', '+00:00') }),
  }
  const values = Object.entries(properties)
    .filter(([name]) => !name.startsWith('odata.'))
    .map(([name, value]) => [name, fromProperty(value)])
  return { ...named, ...Object.fromEntries(values) }
}

function fromProperty(value: unknown): unknown {
  if (typeof value === 'bigint') return new DotNetInteger(String(value))
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00')
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return typeof value === 'object' && value !== null && 'value' in value ? fromProperty(value.value) : value
}
