import { beforeAll, describe, expect, it } from 'vitest'
import { parseSettings } from './parseSettings.ts'
import { type ProgramRun, runProgram } from './testing/program.ts'

describe('a stack that is watched and guarded', () => {
  let run: ProgramRun
  beforeAll(async () => {
    run = await runProgram({
      'app:alertEmails': '["ops@example.com"]',
      'app:budget': '25',
      'app:logLevel': 'Warning',
      'app:lock': 'true',
      'app:protect': 'true',
    })
  })

  it('has the alerts of its functions, and a budget for its resource group', () => {
    expect(
      run
        .ofType('monitor:ScheduledQueryRule')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['alert-failures', 'alert-heartbeat', 'alert-latency', 'alert-poison'])
    expect(run.only('monitor:ActionGroup').inputs).toMatchObject({
      emailReceivers: [{ emailAddress: 'ops@example.com' }],
    })
    expect(run.only('consumption:Budget').inputs).toMatchObject({
      scope: '/mock/azure-native:resources:ResourceGroup/rg',
      amount: 25,
    })
  })

  it('says in app settings how much is logged, so that the package stays the same', () => {
    expect(run.only('web:WebApp').inputs.siteConfig).toMatchObject({
      appSettings: expect.arrayContaining([
        { name: 'AzureFunctionsJobHost__logging__logLevel__default', value: 'Warning' },
        { name: 'AzureFunctionsJobHost__logging__logLevel__Host', value: 'Information' },
        {
          name: 'AzureFunctionsJobHost__logging__applicationInsights__samplingSettings__excludedTypes',
          value: 'Request',
        },
      ]),
    })
  })

  it('locks its resource group, after everything else', () => {
    expect(run.only('authorization:ManagementLockByScope').inputs).toEqual({
      scope: '/mock/azure-native:resources:ResourceGroup/rg',
      level: 'CanNotDelete',
      notes:
        'Set by app:lock of the stack. Take it away with `pulumi config set app:lock false` and `pulumi up`.',
    })
    expect(run.asked.at(-1)?.type).toBe('azure-native:authorization:ManagementLockByScope')
  })

  it('protects what holds data', () => {
    const isProtected = run.asked.filter(({ options }) => options.protect).map(({ name }) => name)
    expect(isProtected.sort()).toEqual(['orders', 'orders-poison', 'receipts', 'releases', 'rg', 'storage'])
  })
})

describe('a stack that is not', () => {
  it('has no alerts, no budget, no lock, and protects nothing', async () => {
    const run = await runProgram()
    const types = new Set(run.asked.map(({ type }) => type))
    for (const type of ['monitor:ActionGroup', 'consumption:Budget', 'authorization:ManagementLockByScope']) {
      expect(types).not.toContain(`azure-native:${type}`)
    }
    expect(run.asked.filter(({ options }) => options.protect)).toEqual([])
  })
})

describe('refused together:', () => {
  it.each([
    [
      { 'app:budget': '5' },
      'app:budget and app:alertEmails: nobody would be told of the cost. Name somebody in app:alertEmails, or remove app:budget.',
    ],
    [
      { 'app:alertEmails': '["a@example.com"]', 'app:monitoring': 'false' },
      'app:alertEmails and app:monitoring: alerts ask the telemetry, and there is none. Set app:monitoring to true, or remove app:alertEmails.',
    ],
    [
      { 'app:alertEmails': '["a@example.com"]', 'app:logLevel': 'Error' },
      'app:logLevel and app:alertEmails: the host tells of poisoned messages in a warning, which would not be kept. Set app:logLevel to Warning.',
    ],
    [
      { 'app:alertEmails': '["a@example.com","a@example.com"]' },
      'app:alertEmails: an address stands there twice. Name each once.',
    ],
    [{ 'app:alertEmails': '["ops"]' }, 'app:alertEmails.0: it has to be an e-mail address.'],
    [
      {
        'app:logLevel': 'Debug',
        'app:appSettings': '{"AzureFunctionsJobHost__logging__logLevel__default":"Error"}',
      },
      'app:appSettings: AzureFunctionsJobHost__logging__logLevel__default is set by the stack or the platform on plan flex and cannot be given. Remove it.',
    ],
    [
      {
        'app:alertEmails': '["a@example.com"]',
        'app:appSettings': '{"AzureFunctionsJobHost__logging__logLevel__Host":"Error"}',
      },
      'app:appSettings and app:alertEmails: AzureFunctionsJobHost__logging__logLevel__Host decides which requests are logged, and alerts count them. Use app:logLevel and app:logItemsPerSecond in its place.',
    ],
  ])('%j', (config, message) => {
    expect(() => parseSettings(config)).toThrow(message)
  })
})
