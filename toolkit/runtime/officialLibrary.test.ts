import { describe, expect, test } from 'vitest'
import { officialInputs, officialOutputs } from './testing/officialBindings.ts'
import { officialTriggers } from './testing/officialTriggers.ts'
import { app, envelopeOf, invoke, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

const timer = { schedule: '0 * * * * *' }
const time = { Schedule: {}, ScheduleStatus: null, IsPastDue: false }

describe('a function gets what triggers it:', () => {
  test.each(officialTriggers.map((each) => [`app.${each.call} ${each.what ?? ''}`.trim(), each] as const))(
    '%s',
    async (_title, { register, wire, argument }) => {
      const seen: unknown[] = []
      register('f', (given) => {
        seen.push(given)
        return {}
      })
      expect((await invoke('/f', envelopeOf('f', wire))).status).toBe(200)
      expect(seen).toEqual([argument])
    },
  )
})

describe('a function gets its extra input:', () => {
  test.each(officialInputs.map((each) => [`input.${each.call}`, each] as const))(
    '%s',
    async (_title, { input, wire, value }) => {
      const seen: unknown[] = []
      app.timer('f', {
        ...timer,
        extraInputs: [input],
        handler: (_, context) => void seen.push(context.extraInputs.get(input)),
      })
      const [trigger = ''] = Object.keys({ ...Reflect.get(envelopeOf('f', time), 'Data') })
      const response = await invoke('/f', { Data: { [trigger]: time, [input.name]: wire }, Metadata: {} })
      expect(response.status).toBe(200)
      expect(seen).toEqual([value])
    },
  )
})

describe('the host gets what a function', () => {
  test.each(officialOutputs.map((each) => [`output.${each.call}`, each] as const))(
    'sets: %s',
    async (_title, { output, value, wire }) => {
      app.timer('f', {
        ...timer,
        extraOutputs: [output],
        handler: (_, context) => context.extraOutputs.set(output, value),
      })
      const answer = await (await invoke('/f', envelopeOf('f', time))).json()
      expect(answer).toEqual({ Outputs: { [output.name]: wire }, Logs: [], ReturnValue: null })
    },
  )

  test.each(officialOutputs.map((each) => [`output.${each.call}`, each] as const))(
    'returns: %s',
    async (_title, { output, value, wire }) => {
      app.timer('f', { ...timer, return: output, handler: () => value })
      const answer = await (await invoke('/f', envelopeOf('f', time))).json()
      expect(answer).toEqual({ Outputs: {}, Logs: [], ReturnValue: wire })
    },
  )
})
