import { expect, it } from 'vitest'
import type { HostedFunction } from '../host/functionFolders.ts'
import { hostSummary } from './hostSummary.ts'

function hosted(name: string, type: string, properties: object = {}, isDisabled = false): HostedFunction {
  const trigger = { name: 'in', type, direction: 'in', ...properties } as const
  return { name, trigger, inputs: [], outputs: [], retry: undefined, isDisabled }
}

const functions = [
  hosted('hello', 'httpTrigger', {
    authLevel: 'Anonymous',
    route: '/greet/{name}',
    methods: ['get', 'post'],
  }),
  hosted('orders', 'queueTrigger'),
  hosted('shop', 'httpTrigger'),
  hosted('off', 'httpTrigger', { authLevel: 'anonymous' }, true),
]
const rows = [
  'Functions answer at http://localhost:7071',
  '',
  '  hello   httpTrigger   http://localhost:7071/v1/greet/{name}  [GET,POST]',
  '  orders  queueTrigger',
  '  shop    httpTrigger   http://localhost:7071/v1/shop',
  '  off     httpTrigger   (disabled)',
  '',
]
const functionErrors = (name: string) => (name === 'broken' ? ['why'] : [])
const app = { functions, functionErrors, routePrefix: 'v1', url: 'http://localhost:7071' }

it('lists each function with how to reach it', () =>
  expect(hostSummary({ ...app, asksForKeys: true })).toBe(rows.join('\n')))

it('says which functions are open here and not on Azure', () =>
  expect(hostSummary({ ...app, asksForKeys: false })).toBe(
    [...rows, 'On Azure a call needs a key for: shop. Here nobody is asked, but with --enableAuth.', ''].join(
      '\n',
    ),
  ))

it('shows where Event Grid would deliver', () => {
  const ofEvents = [
    hosted('read', 'blobTrigger', { source: 'EventGrid' }),
    hosted('tell', 'eventGridTrigger'),
  ]
  expect(
    hostSummary({ ...app, functions: ofEvents, asksForKeys: false })
      .split('\n')
      .slice(2, 4),
  ).toEqual([
    '  read  blobTrigger       http://localhost:7071/runtime/webhooks/blobs?functionName=Host.Functions.read',
    '  tell  eventGridTrigger  http://localhost:7071/runtime/webhooks/EventGrid?functionName=tell',
  ])
})

it('shows a function that does not run as such', () => {
  const broken = [hosted('broken', 'httpTrigger', { authLevel: 'anonymous' })]
  expect(hostSummary({ ...app, functions: broken, asksForKeys: false })).toContain(
    '\n  broken  httpTrigger  (does not run: see the error above)\n',
  )
})
