import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadFunctions } from './functionFolders.ts'
import type { LogEntry } from './logEntry.ts'

let directory: string
let entries: LogEntry[]
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'functions-'))
  entries = []
})
afterEach(() => rmSync(directory, { recursive: true }))

const trigger = { name: 'q', type: 'queueTrigger', queueName: '%QUEUE%' }

function write(folder: string, text: string): void {
  mkdirSync(join(directory, folder), { recursive: true })
  writeFileSync(join(directory, folder, 'function.json'), text)
}

function load(environment: Record<string, string> = { queue: 'orders' }) {
  const log = (entry: LogEntry) => entries.push(entry)
  return loadFunctions({ directory, environment, only: undefined, log })
}

it('loads immediate folders only and resolves their settings ignoring case', () => {
  write('good', JSON.stringify({ bindings: [trigger] }))
  write('assets/nested', JSON.stringify({ bindings: [trigger] }))
  mkdirSync(join(directory, 'empty'))
  expect(load()).toEqual([
    {
      name: 'good',
      trigger: { ...trigger, direction: 'in', queueName: 'orders' },
      inputs: [],
      outputs: [],
      retry: undefined,
      isDisabled: false,
    },
  ])
  expect(entries).toEqual([])
})

it('follows a link to a folder, as the Functions host does', () => {
  write('assets/nested', JSON.stringify({ bindings: [trigger] }))
  symlinkSync('assets/nested', join(directory, 'linked'))
  writeFileSync(join(directory, 'file'), '')
  expect(load().map(({ name }) => name)).toEqual(['linked'])
})

it('skips each bad folder with the reason', () => {
  write('good', JSON.stringify({ bindings: [trigger] }))
  write('broken', '{')
  write('script', JSON.stringify({ bindings: [trigger], scriptFile: '../run.js' }))
  write('1st', JSON.stringify({ bindings: [trigger] }))
  expect(load().map(({ name }) => name)).toEqual(['good'])
  expect(entries.map(({ level, functionName, message }) => [level, functionName, message])).toEqual([
    ['error', '1st', `The '1st' function is in error: '1st' is not a valid function name.`],
    [
      'error',
      'broken',
      expect.stringMatching(/^The 'broken' function is in error: Unable to parse function\.json\. ./),
    ],
    [
      'error',
      'script',
      `The 'script' function is in error: Invalid script file name configuration. The 'scriptFile' property is set to a file that does not exist.`,
    ],
  ])
})

it.each([
  ['AzureWebJobs.good.Disabled', '1', true],
  ['AzureWebJobs_good_Disabled', 'True', true],
  ['AzureWebJobs_good_Disabled', '0', false],
])('reads %s = %s', (name, value, isDisabled) => {
  write('good', JSON.stringify({ bindings: [trigger] }))
  expect(load({ QUEUE: 'orders', [name]: value })[0]?.isDisabled).toBe(isDisabled)
})

it('says how a function looks when there is no folder at all', () => {
  expect(load).toThrow(
    expect.objectContaining({
      code: 'no-functions',
      message: `The app in ${directory} has no function to run, so its handler is not started. No folder in it has a function.json.\nA function is a folder beside host.json with a function.json that has a trigger.`,
    }),
  )
})
