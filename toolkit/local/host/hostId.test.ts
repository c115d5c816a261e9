import { expect, it } from 'vitest'
import { hostId } from './hostId.ts'

it('takes the explicit id, else the name of the site, else one made from the folder', () => {
  const site = { WEBSITE_SITE_NAME: 'Shop-Functions-In-The-Far-North--Of-Europe' }
  expect(hostId({ ...site, AzureFunctionsWebHost__hostid: 'Mine' }, '/app')).toBe('mine')
  expect(hostId(site, '/app')).toBe('shop-functions-in-the-far-north')
  expect(hostId({}, '/app')).toMatch(/^[0-9a-f]{32}$/)
  expect(hostId({}, '/app')).not.toBe(hostId({}, '/other'))
})
