import { z } from 'zod'
import { nearestName } from '../toolkit/build/nearestName.ts'
import { regions } from './regions.ts'
import type { Config } from './settingProblems.ts'

const key = 'azure-native:location'

/** What is wrong with the region. An existing resource group brings its own, which azure-native takes for all in it. */
export function locationProblems(config: Config): string[] {
  const given = config[key]
  if (given === undefined || given === '') {
    if (hasResourceGroup(config['app:existing'])) return []
    return [`${key} is missing: it is the Azure region. Set it with \`pulumi config set ${key} westeurope\`.`]
  }
  const name = given.toLowerCase().replaceAll(' ', '') // Azure takes "West Europe" too
  if (regions.includes(name)) return []
  const nearest = nearestName(name, regions)
  return [
    `${key} is ${JSON.stringify(given)}: no Azure region known here.${nearest ? ` Did you mean ${nearest}?` : ''} ` +
      'A newer one goes into infra/regions.ts.',
  ]
}

const existingGroup = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.looseObject({ resourceGroup: z.string() }))

function hasResourceGroup(existing: string | undefined): boolean {
  try {
    return existingGroup.safeParse(existing).success
  } catch {
    return false // that it is no object is said elsewhere
  }
}
