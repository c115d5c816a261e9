import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

const signs: Readonly<Record<string, string>> = {
  create: '+',
  update: '~',
  replace: '+-',
  delete: '-',
}

/** One line for a resource that an update changes, e.g. `+ azure-native:web:WebApp app`; nothing for any other event. */
export function changeLine(event: EngineEvent): string | undefined {
  const metadata = event.resourcePreEvent?.metadata
  const sign = signs[metadata?.op ?? '']
  // What begins with `pulumi:` is the engine's own: the stack, the providers it starts.
  if (metadata === undefined || sign === undefined || metadata.type.startsWith('pulumi:')) return undefined
  return `${sign} ${metadata.type} ${metadata.urn.split('::').at(-1)}`
}

const holdsData = new Map([
  ['azure-native:storage:Queue', 'queue'],
  ['azure-native:storage:BlobContainer', 'container'],
])

/** What an update deletes with the data in it, e.g. `queue orders`; nothing for any other event. */
export function lostData(event: EngineEvent): string | undefined {
  const metadata = event.resourcePreEvent?.metadata
  const kind = holdsData.get(metadata?.type ?? '')
  return metadata?.op === 'delete' && kind ? `${kind} ${metadata.urn.split('::').at(-1)}` : undefined
}

/** What an update did, e.g. `21 created` or `nothing to change (21 resources)`. */
export function changeSummary(changes: Readonly<Record<string, number>> | undefined): string {
  const { create = 0, update = 0, replace = 0, delete: deleted = 0, same = 0 } = changes ?? {}
  const parts = Object.entries({ created: create, updated: update, replaced: replace, deleted })
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`)
  return parts.length > 0 ? parts.join(', ') : `nothing to change (${same} resources)`
}
