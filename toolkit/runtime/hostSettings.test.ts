import { expect, test } from 'vitest'
import { overrideHostSettings, passesRequestsOn } from './hostSettings.ts'

const built = { routePrefix: 'api', forwarding: true, proxying: false }

test('host.json holds when no app setting overrides it', () => {
  expect(overrideHostSettings(built, { PATH: '/bin' })).toEqual(built)
  const unset = {
    AzureFunctionsJobHost__extensions__http__routePrefix: undefined,
    AzureFunctionsJobHost__customHandler__enableForwardingHttpRequest: undefined,
  }
  expect(overrideHostSettings(built, unset)).toEqual(built)
})

test('an app setting overrides the route prefix, also with nothing', () => {
  const name = 'AzureFunctionsJobHost__extensions__http__routePrefix'
  expect(overrideHostSettings(built, { [name]: '/v1/' }).routePrefix).toBe('v1')
  expect(overrideHostSettings(built, { [name]: '' }).routePrefix).toBe('')
})

test('app settings override forwarding and proxying each by itself, whatever their case', () => {
  const forwarding = 'AzureFunctionsJobHost__customHandler__enableForwardingHttpRequest'
  const proxying = 'AzureFunctionsJobHost__customHandler__enableProxyingHttpRequest'
  expect(passesRequestsOn(overrideHostSettings(built, { [forwarding.toUpperCase()]: 'false' }))).toBe(false)
  expect(passesRequestsOn(overrideHostSettings(built, { [forwarding]: 'false', [proxying]: 'True' }))).toBe(
    true,
  )
  const proxied = { ...built, proxying: true }
  expect(passesRequestsOn(overrideHostSettings(proxied, { [forwarding]: 'false' }))).toBe(true)
})
