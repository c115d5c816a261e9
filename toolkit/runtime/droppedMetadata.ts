import type { CoreBinding } from './coreTypes.ts'

/**
 * Pure: what Microsoft's worker has in the metadata of a trigger under the trigger's own name, and the host leaves out of
 * an envelope (contract 5.3): the path of a blob, the message of a queue. `input` is what the function is called with.
 */
export function droppedMetadata(
  { type, path }: CoreBinding,
  { uri }: Readonly<Record<string, unknown>>,
  input: unknown,
): Readonly<Record<string, unknown>> {
  switch (type.toLowerCase()) {
    case 'blobtrigger':
      return typeof uri === 'string' && URL.canParse(uri) ? { blobTrigger: blobPath(new URL(uri), path) } : {}
    case 'queuetrigger':
      return input === undefined || ArrayBuffer.isView(input) ? {} : { queueTrigger: input }
    default:
      return {}
  }
}

// A storage account is the first part of the host's name, or, where that is an address or localhost, of the path.
function blobPath({ pathname, hostname }: URL, boundPath: unknown): string {
  const path = decodeURIComponent(pathname.slice(1))
  const [container = ''] = String(boundPath).split('/')
  const isWhole = path.startsWith(`${container}/`) || !/^(?:[^.]+|[\d.]+|\[.*\])$/.test(hostname)
  return isWhole ? path : path.slice(path.indexOf('/') + 1)
}
