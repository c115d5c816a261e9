import { expect, it } from 'vitest'
import { locationProblems } from './locationProblems.ts'

const key = 'azure-native:location'
const group = '/subscriptions/s/resourceGroups/platform'

it.each(['westeurope', 'West Europe', 'eastus2', 'usgovvirginia', 'chinanorth3'])(
  '%s is a region',
  (region) => {
    expect(locationProblems({ [key]: region })).toEqual([])
  },
)

it.each([
  ['westeurop', 'Did you mean westeurope? '],
  ['North-Europe', 'Did you mean northeurope? '],
  ['eastus4', 'Did you mean eastus? '],
  ['moon', ''],
])('%s is none', (region, hint) => {
  expect(locationProblems({ [key]: region })).toEqual([
    `azure-native:location is "${region}": no Azure region known here. ${hint}A newer one goes into infra/regions.ts.`,
  ])
})

it('without a region nothing can be created', () => {
  expect(locationProblems({ 'app:existing': 'no object' })).toEqual([
    'azure-native:location is missing: it is the Azure region. Set it with `pulumi config set azure-native:location westeurope`.',
  ])
})

it('an existing resource group brings its own, but no region that is none', () => {
  const existing = { 'app:existing': JSON.stringify({ resourceGroup: group }) }
  expect(locationProblems(existing)).toEqual([])
  expect(locationProblems({ ...existing, [key]: 'westeurop' })).toHaveLength(1)
})
