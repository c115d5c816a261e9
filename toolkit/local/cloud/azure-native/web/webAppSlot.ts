import { type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { skuOf } from './skus.ts'

/** A deployment slot: recorded, and refused where the plan has none. Nothing runs in it on localhost. */
export const webAppSlot: ResourceType = {
  token: 'azure-native:web:WebAppSlot',
  nameInput: 'slot',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'name', 'kind'],
  id: (inputs) => `${siteId(inputs)}/slots/${text(inputs, 'slot')}`,
  put: (inputs, services) => {
    requireSlots(inputs, services)
    services.warn('A deployment slot is accepted on paper: nothing runs in it on localhost.')
    return { type: 'Microsoft.Web/sites/slots' }
  },
}

function siteId(inputs: Props): string {
  return armId(inputs, 'Microsoft.Web/sites', 'name')
}

// Slots by plan: learn.microsoft.com/azure/azure-functions/functions-scale#service-limits
function requireSlots(inputs: Props, { records }: CloudServices): void {
  const site = records.get(siteId(inputs))
  if (site === undefined)
    throw new Error(`ResourceNotFound: the app '${text(inputs, 'name')}' does not exist.`)
  const plan = records.get(text(site.inputs, 'serverFarmId'))
  const kind = plan && skuOf(plan.inputs)?.kind
  if (kind === 'flex') throw new Error('Deployment slots are not available on Flex Consumption (FC1).')
  const others = records
    .ofType('azure-native:web:WebAppSlot')
    .filter(({ id }) => id.startsWith(`${site.id}/slots/`) && !id.endsWith(`/slots/${text(inputs, 'slot')}`))
  const most = kind === 'consumption' ? 1 : kind === 'premium' ? 2 : 19
  if (others.length < most) return
  throw new Error(`An app on plan ${kind} has ${most} slot(s) besides production at most.`)
}
