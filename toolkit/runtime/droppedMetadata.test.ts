import { expect, test } from 'vitest'
import { droppedMetadata } from './droppedMetadata.ts'

const binding = (type: string, path?: string) => ({ type, direction: 'in', name: 'b', path }) as const

test.each([
  ['https://acct.blob.core.windows.net/in/a%20b/c.txt', 'in/{name}', 'in/a b/c.txt'],
  ['http://127.0.0.1:10000/devstoreaccount1/in/c.txt', 'in/{name}', 'in/c.txt'],
  ['http://azurite:10000/devstoreaccount1/in-1/c.txt', 'in-{n}/{name}', 'in-1/c.txt'],
  ['https://acct.blob.core.windows.net/in-1/c.txt', '%CONTAINER%/{name}', 'in-1/c.txt'],
])('the blob at %s, bound as %s, is called %s', (uri, path, blobTrigger) => {
  expect(droppedMetadata(binding('blobTrigger', path), { uri }, undefined)).toEqual({ blobTrigger })
})

test('a queue function has its message, unless that is bytes', () => {
  expect(droppedMetadata(binding('queueTrigger'), {}, { id: 7 })).toEqual({ queueTrigger: { id: 7 } })
  expect(droppedMetadata(binding('queueTrigger'), {}, Buffer.from('x'))).toEqual({})
})

test('the others, and a blob without an address, have nothing more', () => {
  expect(droppedMetadata(binding('blobTrigger', 'in/{name}'), {}, undefined)).toEqual({})
  expect(droppedMetadata(binding('eventGridTrigger'), { uri: 'https://a.b/c' }, {})).toEqual({})
})
