import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { parseSettings } from './parseSettings.ts'
import { inSomeRegion } from './testing/inSomeRegion.ts'

function messageOf(config: Record<string, string>): string {
  try {
    parseSettings({ ...inSomeRegion, ...config })
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}

describe('parseSettings', () => {
  it('has a default for every setting but those that Azure decides itself', () => {
    expect(parseSettings(inSomeRegion)).toEqual({
      handler: 'handler',
      runtime: 'bun',
      plan: 'flex',
      auth: 'identity',
      delivery: 'pulumi',
      packageStore: 'shared',
      existing: {},
      network: 'public',
      networkAddressRange: '10.20.0.0/24',
      connections: {},
      exportFunctionKey: false,
      instanceMemoryMB: 2048,
      maximumInstanceCount: 40,
      alwaysReady: 0,
      rollingUpdates: false,
      zoneRedundant: false,
      storageSku: 'Standard_LRS',
      monitoring: true,
      logRetentionDays: 30,
      logDailyQuotaGb: 1,
      alertEmails: [],
      alertFailures: 5,
      alertLatencyMs: 2000,
      allowedOrigins: [],
      appSettings: {},
      keepReleases: 10,
      deployNonce: '',
      protect: false,
      lock: false,
      tags: {},
    })
  })

  it('reads numbers, booleans and objects out of the text that Pulumi hands over', () => {
    const settings = parseSettings({
      ...inSomeRegion,
      'app:instanceMemoryMB': '512',
      'app:protect': 'true',
      'app:tags': '{"team":"orders"}',
      'app:allowedOrigins': '["https://example.com"]',
      'app:deployNonce': '2',
    })
    expect(settings).toMatchObject({
      instanceMemoryMB: 512,
      protect: true,
      tags: { team: 'orders' },
      allowedOrigins: ['https://example.com'],
      deployNonce: '2',
    })
  })

  it('names the runtimes there are', () => {
    expect(messageOf({ 'app:runtime': 'deno' })).toContain('app:runtime is "deno": allowed is bun, node.')
  })

  it('says of a text that is empty that it is', () => {
    expect(messageOf({ 'app:handler': '' })).toContain('app:handler is "": it may not be empty.')
  })

  it('names the setting that was meant, also one of another plan', () => {
    expect(messageOf({ 'app:plan': 'premium', 'app:instanceMemoryMb': '512' })).toContain(
      'app:instanceMemoryMb is not a setting. Did you mean app:instanceMemoryMB?',
    )
  })

  it('leaves the settings of other namespaces alone', () => {
    expect(parseSettings({ ...inSomeRegion, 'other:plan': 'bronze' }).plan).toBe('flex')
  })

  it('reports every mistake at once, each with what is allowed and the mend', () => {
    expect(
      messageOf({
        'app:plann': 'flex',
        'app:planSku': 'EP1',
        'app:maximumInstanceCount': '7',
        'app:instanceMemoryMB': '1024',
        'app:protect': 'maybe',
        'app:allowedOrigins': '["example.com"]',
        'app:quantumLeap': 'on',
      }),
    ).toBe(
      [
        'The settings of this stack have 7 mistakes:',
        '  - app:allowedOrigins.0: it has to be a URL like https://example.com.',
        '  - app:protect is "maybe": it has to be a boolean (true or false).',
        '  - app:instanceMemoryMB is "1024": allowed on plan flex is 512, 2048, 4096.',
        '  - app:maximumInstanceCount is "7": the smallest allowed value on plan flex is 40.',
        '  - app:plann is not a setting. Did you mean app:plan? Remove it with `pulumi config rm app:plann`.',
        '  - app:planSku is a setting of plan premium, dedicated, not of flex. Remove it with `pulumi config rm app:planSku`.',
        '  - app:quantumLeap is not a setting. Remove it with `pulumi config rm app:quantumLeap`.',
        'Mend them in the stack file (Pulumi.<stack>.yaml) or with `pulumi config set`. docs/settings.md lists every setting.',
      ].join('\n'),
    )
  })

  it.each([
    [{ 'a/b': 'c' }, 'app:tags.a/b: a tag name has 1 to 128 characters, none of them < > % & \\ ? or /.'],
    [{ '': 'c' }, 'app:tags.: a tag name has 1 to 128 characters'],
    [
      Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`t${n}`, ''])),
      'there may be 12 tags at most.',
    ],
  ])('refuses tags that Azure would: %j', (tags, message) => {
    expect(messageOf({ 'app:tags': JSON.stringify(tags) })).toContain(message)
  })

  it('reports what it can where the plan is unknown', () => {
    const config = { 'app:plan': 'bronze', 'app:planSku': 'EP1', 'app:auth': 'key', 'app:plam': 'flex' }
    expect(messageOf(config).split('\n').slice(1, -1)).toEqual([
      '  - app:plan is "bronze": allowed is flex, premium, consumption, dedicated.',
      '  - app:auth is "key": allowed is identity, connectionString.',
      '  - app:plam is not a setting. Did you mean app:plan? Remove it with `pulumi config rm app:plam`.',
    ])
  })

  it('never repeats an app setting, which may be a secret', () => {
    expect(messageOf({ 'app:appSettings': '{"PASSWORD":"hunter2","COUNT":3}' })).toContain(
      '  - app:appSettings.COUNT: it has to be a string.\n',
    )
    expect(messageOf({ 'app:appSettings': 'hunter2' })).not.toContain('hunter2')
  })

  it('takes no name of JavaScript for a setting, and says that zero is too little where it is', () => {
    expect(messageOf({ 'app:constructor': 'x' })).toContain('app:constructor is not a setting.')
    expect(messageOf({ 'app:logDailyQuotaGb': '0' })).toContain(
      'app:logDailyQuotaGb is "0": it has to be more than 0.',
    )
  })

  it('takes the first digits of a hash as a release, even if they are all decimal', () => {
    expect(parseSettings({ ...inSomeRegion, 'app:release': '1234567' }).release).toBe('1234567')
    expect(() => parseSettings({ ...inSomeRegion, 'app:release': 'v1' })).toThrow(
      'app:release is "v1": it has to be the hash of a package, or its first digits (6 at least), in hex.',
    )
  })
})

describe('settings that do not go together', () => {
  it.each([
    [
      { 'app:alwaysReady': '50' },
      'app:alwaysReady and app:maximumInstanceCount: 50 instances are to be ready, at most 40 to run. ' +
        'Raise the second or lower the first.',
    ],
    [
      { 'app:zoneRedundant': 'true', 'app:alwaysReady': '{"function:receipts":1}' },
      'app:alwaysReady and app:zoneRedundant: a zone redundant plan keeps at least 2 instances ready of whatever it ' +
        'keeps ready. Raise the numbers to 2.',
    ],
    [
      { 'app:plan': 'dedicated', 'app:zoneRedundant': 'true', 'app:alwaysReady': '2' },
      'app:zoneRedundant and app:planSku: B1 has no availability zones. Take a size from P0v3 up.',
    ],
    [
      { 'app:plan': 'premium', 'app:zoneRedundant': 'true' },
      'app:zoneRedundant and app:alwaysReady: a zone redundant plan needs at least 2 instances. Raise app:alwaysReady to 2.',
    ],
    [
      { 'app:plan': 'premium', 'app:auth': 'connectionString', 'app:packageAccess': 'identity' },
      'app:packageAccess and app:auth: without role assignments the identity cannot read the package. ' +
        'Remove app:packageAccess, or set it to sas.',
    ],
    [
      { 'app:appSettings': '{"WEBSITE_RUN_FROM_PACKAGE":"1"}' },
      'app:appSettings: WEBSITE_RUN_FROM_PACKAGE is set by the stack or the platform on plan flex and cannot be given. ' +
        'Remove it.',
    ],
    [
      {
        'app:appSettings': '{"bus":"x"}',
        'app:connections': '{"bus":{"fullyQualifiedNamespace":"a.example"}}',
      },
      'app:appSettings and app:connections: bus is set by app:connections too. Keep one of the two.',
    ],
    [
      { 'app:exportFunctionKey': 'true', 'app:delivery': 'external' },
      'app:exportFunctionKey and app:delivery: only an app that runs has keys, and this one gets its package later. ' +
        'Remove app:exportFunctionKey.',
    ],
    [
      { 'app:connections': '{"bus":{}}' },
      'app:connections.bus: nothing says where the service is. Set fullyQualifiedNamespace, or the URI of the service.',
    ],
  ])('%j', (config, problem) => {
    expect(messageOf(config).split('\n')[1]).toBe(`  - ${problem}`)
  })

  it('are reported together with what is wrong by itself', () => {
    const config = {
      'app:plan': 'consumption',
      'app:network': 'private',
      'app:appSettings': '{"AzureWebJobsStorage":"x"}',
    }
    expect(messageOf(config).split('\n').slice(0, 3)).toEqual([
      'The settings of this stack have 2 mistakes:',
      '  - app:network is "private": allowed on plan consumption is public.',
      '  - app:appSettings: AzureWebJobsStorage is set by the stack or the platform on plan consumption and cannot be ' +
        'given. Remove it.',
    ])
  })

  it('the forms of app:alwaysReady are said where it has none of them', () => {
    expect(messageOf({ 'app:alwaysReady': '{"hello":1}' })).toContain(
      'it has to be a number of instances for HTTP functions, or an object of numbers by group (http, durable, blob) ' +
        'and function, like {"http":2,"function:receipts":1}.',
    )
  })
})

it.each(['dev', 'prod', 'local'])('Pulumi.%s.yaml has no mistake', (stack) => {
  const file = readFileSync(new URL(`../Pulumi.${stack}.yaml`, import.meta.url), 'utf8')
  const { config } = z.object({ config: z.record(z.string(), z.unknown()) }).parse(parse(file))
  const texts = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  expect(messageOf(Object.fromEntries(texts))).toBe('')
})
