import { describe, expect, it } from 'vitest'
import { parseLogLevels } from '../toolkit/build/logLevels.ts'
import { alertRefusals, logSettings } from './alertLogs.ts'

const levels = (host: Record<string, string>) => parseLogLevels(host)
const emails = ['ops@example.com']
const logging = 'AzureFunctionsJobHost__logging'
const keepRequests = { [`${logging}__applicationInsights__samplingSettings__excludedTypes`]: 'Request' }
const logRequests = { [`${logging}__logLevel__Host`]: 'Information' }

describe('what is logged', () => {
  it('without alerts is what the settings ask for', () => {
    expect(logSettings({ alertEmails: [], logLevel: 'Warning' }, levels({}))).toEqual({
      [`${logging}__logLevel__default`]: 'Warning',
    })
  })

  it('with alerts has every request: no sample of them, and none left out for being well', () => {
    expect(logSettings({ alertEmails: emails }, levels({}))).toEqual(keepRequests)
    expect(logSettings({ alertEmails: emails, logLevel: 'Warning' }, levels({}))).toEqual({
      [`${logging}__logLevel__default`]: 'Warning',
      ...logRequests,
      ...keepRequests,
    })
    expect(logSettings({ alertEmails: emails, logItemsPerSecond: 5 }, levels({}))).toMatchObject(keepRequests)
    expect(logSettings({ alertEmails: emails, logItemsPerSecond: 0 }, levels({}))).toEqual({
      [`${logging}__applicationInsights__samplingSettings__isEnabled`]: 'false',
    })
  })

  it.each([
    [{ default: 'Warning' }, logRequests],
    [{ Host: 'Error' }, logRequests],
    [{ default: 'Warning', 'Host.Results': 'Information' }, {}],
    [{ default: 'Trace' }, {}],
  ])('with host.json %j and alerts takes %j more', (host, more) => {
    expect(logSettings({ alertEmails: emails }, levels(host))).toEqual({ ...more, ...keepRequests })
  })
})

describe('refused:', () => {
  it('alerts, where host.json itself leaves out the requests', () => {
    expect(alertRefusals({ alertEmails: emails }, levels({ 'Host.Results': 'Error' }))).toEqual([
      'host.json keeps Host.Results from error up, and alerts count requests, which are logged there as information. Set logging.logLevel.Host.Results to Information, or remove app:alertEmails.',
    ])
  })

  it('nothing, where an app setting mends it or nobody is told', () => {
    expect(alertRefusals({ alertEmails: emails }, levels({ default: 'Error' }))).toEqual([])
    expect(alertRefusals({ alertEmails: [] }, levels({ 'Host.Results': 'Error' }))).toEqual([])
    expect(alertRefusals({ alertEmails: emails, logLevel: 'Warning' }, levels({}))).toEqual([])
  })
})
