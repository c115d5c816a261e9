import { z } from 'zod'
import { firstAddress } from './addressRange.ts'
import type { SettingConflict } from './settingConflict.ts'

const [largest, smallest] = [8, 26] // a quarter of a /26 is what Azure leaves a function app at least

/** How the app reaches its storage account. */
export const networkSettings = {
  network: z
    .enum(['public', 'private'])
    .default('public')
    .describe('Whether the app reaches its storage over the Internet or over a virtual network alone.'),
  networkAddressRange: z
    .cidrv4('it has to be a range of IPv4 addresses like 10.20.0.0/24.')
    .refine(hasFittingSize, `it has to be a range between a /${largest} and a /${smallest}.`)
    .refine(
      (range) => range.startsWith(`${firstAddress(range)}/`),
      'it has to begin at the first address of the range.',
    )
    .default('10.20.0.0/24')
    .describe(
      'Addresses of the virtual network of `app:network: private`: a quarter for the app on each plan that has one, a quarter for private endpoints.',
    ),
}

function hasFittingSize(range: string): boolean {
  const bits = Number(range.split('/')[1])
  return bits >= largest && bits <= smallest
}

interface Delivery {
  readonly network: string
  readonly delivery: string
  readonly packageStore: string
}

export function networkConflicts({ network, delivery, packageStore }: Delivery): SettingConflict[] {
  if (network !== 'private' || delivery !== 'pulumi' || packageStore !== 'shared') return []
  const reason =
    'nothing can be uploaded into a storage account that takes nothing from outside of its network. ' +
    'Set app:packageStore to separate, which keeps packages in an account of their own.'
  return [{ keys: ['network', 'packageStore'], reason }]
}
