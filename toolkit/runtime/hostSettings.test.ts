import { expect, test } from 'vitest'
import { overrideHostSettings } from './hostSettings.ts'

const built = { routePrefix: 'api', forwarding: true }

test('host.json holds when no app setting overrides it', () => {
  expect(overrideHostSettings(built, { PATH: '/bin' })).toEqual(built)
})

test('an app setting overrides the route prefix, also with nothing', () => {
  const name = 'AzureFunctionsJobHost__extensions__http__routePrefix'
  expect(overrideHostSettings(built, { [name]: '/v1/' }).routePrefix).toBe('v1')
  expect(overrideHostSettings(built, { [name]: '' }).routePrefix).toBe('')
})

test('an app setting turns forwarding off, and proxying counts as forwarding', () => {
  const forwarding = 'AzureFunctionsJobHost__customHandler__enableForwardingHttpRequest'
  const proxying = 'AzureFunctionsJobHost__customHandler__enableProxyingHttpRequest'
  expect(overrideHostSettings(built, { [forwarding]: 'false' }).forwarding).toBe(false)
  expect(overrideHostSettings(built, { [forwarding]: 'false', [proxying]: 'True' }).forwarding).toBe(true)
})
