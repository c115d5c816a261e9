import { expect, it } from 'vitest'
import { triggerSurprises } from './triggerSurprises.ts'

const of = (trigger: { readonly type: string; readonly [key: string]: unknown }, environment = {}) =>
  triggerSurprises(
    {
      name: 'f',
      trigger: { name: 't', direction: 'in', ...trigger },
      inputs: [],
      outputs: [],
      retry: undefined,
      isDisabled: false,
    },
    environment,
  )

it.each([
  [
    { type: 'blobTrigger', path: 'a' },
    {},
    `A blob is found within a second here. On Azure that may take 10 minutes, and plan Flex Consumption does not run the function at all. Set "source": "EventGrid" and subscribe to the container's events.`,
  ],
  [
    { type: 'timerTrigger', schedule: '00:05:00' },
    {},
    `The schedule '00:05:00' is a time span, which only the App Service plans run. Write it with six fields, e.g. '0 */5 * * * *'.`,
  ],
  [
    { type: 'timerTrigger', schedule: '0 0 22-4 * * *' },
    {},
    `The range '22-4' of the schedule '0 0 22-4 * * *' ends before it starts, so it means 4-22. Write two ranges, with a comma.`,
  ],
  [
    { type: 'timerTrigger', schedule: '0 0 3 * * *' },
    { TZ: 'Europe/Berlin' },
    `The timer runs in time zone 'Europe/Berlin'. The Consumption plans on Linux do not know WEBSITE_TIME_ZONE and TZ: write the schedule in UTC for them.`,
  ],
])('warns of %j with the settings %j', (trigger, environment, message) => {
  expect(of(trigger, environment)).toEqual([message])
})

it.each([
  [{ type: 'blobTrigger', source: 'EventGrid' }, {}],
  [{ type: 'timerTrigger', schedule: '0 0 3 * * *' }, { TZ: 'UTC' }],
  [{ type: 'queueTrigger', queueName: 'q' }, { TZ: 'Europe/Berlin' }],
])('says nothing of %j with the settings %j', (trigger, environment) => {
  expect(of(trigger, environment)).toEqual([])
})
