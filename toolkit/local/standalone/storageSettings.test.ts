import { expect, it } from 'vitest'
import { needsEmulator, withStorage } from './storageSettings.ts'

const EMULATOR = 'UseDevelopmentStorage=true'

it.each([
  ['the settings name it', { AzureWebJobsStorage: EMULATOR }, ['httpTrigger'], true],
  ['another connection names it', { AzureWebJobsStorage: 'a=b', Shop: `${EMULATOR};` }, [], true],
  ['a queue has no storage', {}, ['httpTrigger', 'http', 'queue'], true],
  ['the setting is empty', { AzureWebJobsStorage: '' }, ['timerTrigger'], true],
  ['there is HTTP only', {}, ['httpTrigger', 'http'], false],
  ['the settings name another account', { AzureWebJobsStorage: 'a=b' }, ['queueTrigger'], false],
  [
    'the settings name another account by identity',
    { AzureWebJobsStorage__accountName: 'a' },
    ['blob'],
    false,
  ],
])('tells whether an emulator is needed when %s', (_case, environment, types, expected) => {
  expect(needsEmulator(environment, types)).toBe(expected)
})

it('puts the address of the emulator where it is named, or nothing is', () => {
  expect(withStorage({ Shop: EMULATOR, OTHER: 'x' }, 'real')).toEqual({
    Shop: 'real',
    OTHER: 'x',
    AzureWebJobsStorage: 'real',
  })
  expect(withStorage({ AzureWebJobsStorage: 'mine', Shop: EMULATOR }, 'real')).toEqual({
    AzureWebJobsStorage: 'mine',
    Shop: 'real',
  })
})
