import { expect, it } from 'vitest'
import { applyProfile } from './configurationProfile.ts'

const description = { defaultExecutablePath: 'handler' }

it('fills in what the profile stands for, and lets what is given win', () => {
  const root = {
    ConfigurationProfile: 'MCP-custom-handler',
    CustomHandler: { description, enableproxyinghttprequest: false },
    extensions: { http: { routePrefix: 'v1' }, queues: { batchSize: 1 } },
  }
  expect(applyProfile(root)).toEqual({
    ConfigurationProfile: 'MCP-custom-handler',
    CustomHandler: {
      description,
      enableproxyinghttprequest: false,
      http: { routes: [{ route: '{*route}' }] },
    },
    extensions: { http: { routePrefix: 'v1' }, queues: { batchSize: 1 } },
  })
})

it.each([undefined, null, '', 'Default'])('adds nothing for %j', (configurationProfile) =>
  expect(applyProfile({ configurationProfile, version: '2.0' })).toEqual({
    configurationProfile,
    version: '2.0',
  }),
)

it('refuses a profile that does not exist', () =>
  expect(() => applyProfile({ configurationProfile: 'fast' })).toThrow(
    expect.objectContaining({
      code: 'host-json-invalid',
      message: `Configuration profile 'fast' is not supported. Supported values: default, mcp-custom-handler, web-app-custom-handler.`,
    }),
  ))
