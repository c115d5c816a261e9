import { describe, expect, it } from 'vitest'
import { parseSettings } from './parseSettings.ts'

function messageOf(config: Record<string, string>): string {
  try {
    parseSettings(config)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}

describe('parseSettings', () => {
  it('has a default for every setting but those that Azure decides itself', () => {
    expect(parseSettings({})).toEqual({
      handler: 'handler',
      runtime: 'bun',
      plan: 'flex',
      auth: 'identity',
      delivery: 'pulumi',
      packageStore: 'shared',
      network: 'public',
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
      allowedOrigins: [],
      appSettings: {},
      keepReleases: 10,
      deployNonce: '',
      protect: false,
      tags: {},
    })
  })

  it('reads numbers, booleans and objects out of the text that Pulumi hands over', () => {
    const settings = parseSettings({
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

  it('leaves the settings of other namespaces alone', () => {
    expect(parseSettings({ 'azure-native:location': 'nowhere', 'other:plan': 'bronze' }).plan).toBe('flex')
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
    expect(parseSettings({ 'app:release': '1234567' }).release).toBe('1234567')
    expect(() => parseSettings({ 'app:release': 'v1' })).toThrow(
      'app:release is "v1": it has to be the hash of a package, or its first digits (6 at least), in hex.',
    )
  })
})
