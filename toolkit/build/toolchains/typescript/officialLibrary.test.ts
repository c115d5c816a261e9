import { describe, expect, test } from 'vitest'
import type { CoreFunctionMetadata } from '../../../runtime/coreTypes.ts'
import { registry } from '../../../runtime/registry.ts'
import { officialInputs, officialOutputs } from '../../../runtime/testing/officialBindings.ts'
import { officialTriggers } from '../../../runtime/testing/officialTriggers.ts'
import { app, input, library, output, useEmptyApp } from '../../../runtime/testing/testHost.ts'
import { checkFunctions } from '../../checkFunctions.ts'
import { toFunctionJson } from './functionJson.ts'
import { refuseUncarried } from './protocolLimits.ts'

useEmptyApp()

const schedule = '0 * * * * *'
const httpMembers = ['http', 'get', 'put', 'post', 'patch', 'deleteRequest']

/** The function.json of the one function that is registered, as the host reads it. */
function functionJson(): unknown {
  const [registered] = registry.all()
  const metadata: CoreFunctionMetadata = registered?.metadata ?? { name: '', bindings: {} }
  refuseUncarried([metadata], [])
  const { name: _name, ...json } =
    checkFunctions([{ name: metadata.name, functionJson: toFunctionJson(metadata) }])[0] ?? {}
  return JSON.parse(JSON.stringify(json))
}

const named = { name: expect.stringMatching(/^[a-zA-Z][a-zA-Z0-9]*$/) }

describe('function.json is what the host expects:', () => {
  test.each(officialTriggers.map((each) => [`app.${each.call} ${each.what ?? ''}`.trim(), each] as const))(
    '%s',
    (_title, { register, binding }) => {
      register('f', () => ({}))
      expect(functionJson()).toEqual({ bindings: [{ ...named, direction: 'in', ...binding }] })
    },
  )

  test.each(officialInputs.map((each) => [`input.${each.call}`, each] as const))(
    '%s',
    (_title, { input: extra, binding }) => {
      app.timer('f', { schedule, extraInputs: [extra], handler: () => {} })
      const trigger = { ...named, type: 'timerTrigger', direction: 'in', schedule }
      expect(functionJson()).toEqual({
        bindings: [trigger, { name: extra.name, direction: 'in', ...binding }],
      })
    },
  )

  test.each(officialOutputs.map((each) => [`output.${each.call}`, each] as const))(
    '%s, returned and set',
    (_title, { output: extra, binding }) => {
      app.timer('f', { schedule, return: extra, extraOutputs: [extra], handler: () => {} })
      const trigger = { ...named, type: 'timerTrigger', direction: 'in', schedule }
      expect(functionJson()).toEqual({
        bindings: [
          trigger,
          { name: '$return', direction: 'out', ...binding },
          { name: extra.name, direction: 'out', ...binding },
        ],
      })
    },
  )

  test.each([
    ['http', { methods: ['GET', 'POST'] }],
    ['get', { methods: ['GET'] }],
    ['put', { methods: ['PUT'] }],
    ['post', { methods: ['POST'] }],
    ['patch', { methods: ['PATCH'] }],
    ['deleteRequest', { methods: ['DELETE'] }],
  ] as const)('app.%s', (member, binding) => {
    app[member]('f', { route: 'o/{id:int?}', authLevel: 'function', handler: () => ({}) })
    const trigger = {
      ...named,
      type: 'httpTrigger',
      direction: 'in',
      authLevel: 'function',
      route: 'o/{id:int?}',
    }
    expect(functionJson()).toEqual({
      bindings: [
        { ...trigger, ...binding },
        { name: 'res', type: 'http', direction: 'out' },
      ],
    })
  })

  test('an HTTP function without options is anonymous and takes GET and POST', () => {
    app.http('f', { handler: () => ({}) })
    expect(functionJson()).toMatchObject({
      bindings: [{ type: 'httpTrigger', authLevel: 'anonymous', methods: ['GET', 'POST'] }, { type: 'http' }],
    })
  })

  test.each([
    [
      { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: { minutes: 1, seconds: 5 } },
      { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: '00:01:05' },
    ],
    [
      {
        strategy: 'exponentialBackoff',
        maxRetryCount: 3,
        minimumInterval: 4000,
        maximumInterval: { hours: 2 },
      },
      {
        strategy: 'exponentialBackoff',
        maxRetryCount: 3,
        minimumInterval: '00:00:04',
        maximumInterval: '02:00:00',
      },
    ],
  ] as const)('retry %j', (retry, expected) => {
    app.timer('f', { schedule, retry, handler: () => {} })
    expect(functionJson()).toMatchObject({ retry: expected })
  })
})

test('nothing the library offers is left out here', () => {
  const members = (of: object) => Object.keys(of).sort()
  const calls = (cases: readonly { call: string }[]) => [...new Set(cases.map(({ call }) => call))]
  const triggers = calls(officialTriggers)
  expect(members(app)).toEqual([...triggers, ...httpMembers, 'hook', 'setup'].sort())
  expect(members(library.trigger)).toEqual([...triggers, 'http'].sort())
  expect(members(input)).toEqual(calls(officialInputs).sort())
  expect(members(output)).toEqual([...calls(officialOutputs), 'http'].sort())
  expect(members(app.hook)).toEqual(['appStart', 'appTerminate', 'log', 'postInvocation', 'preInvocation'])
})
