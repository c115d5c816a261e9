import { expect, it } from 'vitest'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { blobEventFunctions, pollingBlobTriggers, unsubscribedBlobEvents } from './blobTriggers.ts'

const onBlob = (name: string, path: string, more: object = { source: 'EventGrid' }): FunctionMetadata => ({
  name,
  bindings: [{ name: 'blob', type: 'blobTrigger', direction: 'in', path, ...more }],
})
const root = '/blobServices/default/containers/'

it.each([
  ['in/{name}', `${root}in/blobs/`, ''],
  ['in/2026/{name}.csv', `${root}in/blobs/2026/`, '.csv'],
  ['in/one.txt', `${root}in/blobs/one.txt`, ''],
  ['in', `${root}in/blobs/`, ''],
  ['%CONTAINER%/{name}.csv', root, ''],
])(
  'events of %s are those that begin with %s and end with %j',
  (path, subjectBeginsWith, subjectEndsWith) => {
    expect(blobEventFunctions([onBlob('read', path)])).toEqual([
      { name: 'read', subjectBeginsWith, subjectEndsWith },
    ])
  },
)

it('a function that looks for blobs by itself needs no events, and cannot run on flex', () => {
  const functions = [
    onBlob('read', 'in/{name}', {}),
    onBlob('scan', 'in/{name}', { source: 'LogsAndContainerScan' }),
  ]
  expect(blobEventFunctions(functions)).toEqual([])
  expect(pollingBlobTriggers(functions)).toEqual(
    ['read', 'scan'].map(
      (name) =>
        `${name} looks for blobs by itself, which plan flex does not do. ` +
        "Set source: 'EventGrid' in its trigger, or take another plan.",
    ),
  )
})

it('blobs of another account are told, not subscribed to', () => {
  const functions = [onBlob('read', 'in/{name}', { source: 'EventGrid', connection: 'archive' })]
  expect(blobEventFunctions(functions)).toEqual([])
  expect(unsubscribedBlobEvents(functions, 'pulumi')).toEqual([
    'read waits for blobs of the connection archive: the Event Grid subscription of that storage account is not made ' +
      'here. Without one the function never runs.',
  ])
})
