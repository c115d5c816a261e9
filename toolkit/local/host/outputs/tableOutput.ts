import type { TableEntity, TransactionAction } from '@azure/data-tables'
import { tableEntities } from '../answer/tableEntities.ts'
import { resolveExpressions } from '../bindingExpression.ts'
import { bindingProperty } from '../bindingProperty.ts'
import { isNotFound } from '../storageClients.ts'
import type { BindOutput } from './outputBinding.ts'

/** Inserts the entities of a `table` output; a missing table is created. Contract 6.3 */
export const bindTableOutput: BindOutput = (binding, data, { storage }) => {
  const table = storage.table(binding.connection, bindingProperty(binding, 'tableName', data))
  const key = (template: unknown) =>
    typeof template === 'string' ? resolveExpressions(template, data) : undefined
  const keys = { partitionKey: key(binding.partitionKey), rowKey: key(binding.rowKey) }
  return async (value) => {
    for (const batch of batches(tableEntities(binding.name, value, keys))) {
      const actions = batch.map((entity): TransactionAction => ['create', entity])
      try {
        await table.submitTransaction(actions)
      } catch (error) {
        if (!isNotFound(error)) throw error
        await table.createTable()
        await table.submitTransaction(actions)
      }
    }
  }
}

/** Entities that can be inserted at once: of one partition, no key twice, at most 100. */
function batches(entities: readonly TableEntity[]): readonly (readonly TableEntity[])[] {
  const done: TableEntity[][] = []
  const open = new Map<string, Map<string, TableEntity>>()
  for (const entity of entities) {
    let batch = open.get(entity.partitionKey)
    if (batch?.has(entity.rowKey) || batch?.size === LARGEST_BATCH) {
      done.push([...batch.values()])
      batch = undefined
    }
    batch ??= new Map()
    batch.set(entity.rowKey, entity)
    open.set(entity.partitionKey, batch)
  }
  return [...done, ...[...open.values()].map((batch) => [...batch.values()])]
}

const LARGEST_BATCH = 100
