import { expect, it } from 'vitest'
import { hostJsonSettings } from './hostJsonSettings.ts'

const logging = 'AzureFunctionsJobHost__logging'

it.each([
  [{}, {}],
  [{ logLevel: 'Warning' }, { [`${logging}__logLevel__default`]: 'Warning' }],
  [{ logItemsPerSecond: 0 }, { [`${logging}__applicationInsights__samplingSettings__isEnabled`]: 'false' }],
  [
    { logItemsPerSecond: 5 },
    { [`${logging}__applicationInsights__samplingSettings__maxTelemetryItemsPerSecond`]: '5' },
  ],
])('%j become %j', (settings, expected) => {
  expect(hostJsonSettings(settings)).toEqual(expected)
})
