import { expect, test } from 'vitest'
import { completeLocalSettings } from './localSettings.ts'

const complete = (settings: object) => completeLocalSettings(JSON.stringify(settings)).settings

test('without settings the storage is that of Azurite, and the runtime is custom', () => {
  expect(completeLocalSettings('{}')).toEqual({
    settings: {
      IsEncrypted: false,
      Values: { AzureWebJobsStorage: 'UseDevelopmentStorage=true', FUNCTIONS_WORKER_RUNTIME: 'custom' },
    },
  })
})

test('what is given stays, but for the runtime of another worker', () => {
  expect(
    complete({
      IsEncrypted: false,
      Values: { FUNCTIONS_WORKER_RUNTIME: 'node', AzureWebJobsStorage: 'mine', TOKEN: 'x' },
      Host: { LocalHttpPort: 7000 },
    }),
  ).toEqual({
    IsEncrypted: false,
    Values: { FUNCTIONS_WORKER_RUNTIME: 'custom', AzureWebJobsStorage: 'mine', TOKEN: 'x' },
    Host: { LocalHttpPort: 7000 },
  })
})

test('comments do not matter', () => {
  expect(completeLocalSettings('{ "Values": { "A": "1" } // mine\n}').notice).toBeUndefined()
})

test('what cannot be read is replaced, which is said', () => {
  expect(completeLocalSettings('[]')).toEqual({
    settings: complete({}),
    notice: 'is no JSON object, so the app gets one with the storage of Azurite and no setting of yours',
  })
  expect(completeLocalSettings('{"IsEncrypted":true,"Values":{"A":"sealed"}}')).toEqual({
    settings: complete({}),
    notice:
      'is encrypted, so the app gets one with the storage of Azurite and no setting of yours. ' +
      '"func settings decrypt" makes it readable',
  })
})
