import { child, isUnknown, type Props, text } from '../../provider/props.ts'
import type { CheckFailure } from '../../provider/provider.ts'
import type { CloudServices } from '../../services.ts'
import { armId, resourceGroupId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { skuOf } from './skus.ts'

export const appServicePlan: ResourceType = {
  token: 'azure-native:web:AppServicePlan',
  nameInput: 'name',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'kind', 'reserved'],
  id: planId,
  refusals,
  put: (inputs, services) => {
    requireOwnGroup(inputs, services)
    return {
      type: 'Microsoft.Web/serverfarms',
      numberOfSites: 0,
      status: 'Ready',
      provisioningState: 'Succeeded',
      sku: { ...child(inputs, 'sku'), name: text(child(inputs, 'sku'), 'name') },
    }
  },
}

function planId(inputs: Props): string {
  return armId(inputs, 'Microsoft.Web/serverfarms', 'name')
}

function refusals(inputs: Props): CheckFailure[] {
  const { name } = child(inputs, 'sku')
  const sku = skuOf(inputs)
  if (isUnknown(name)) return []
  if (sku === undefined) {
    return [{ property: 'sku', reason: `'${name}' is not the SKU of a plan for function apps on Linux.` }]
  }
  const failures: CheckFailure[] = []
  if (sku.kind === 'flex' && inputs.reserved !== true) {
    const reason = 'Flex Consumption (FC1) runs on Linux only: set `reserved: true`.'
    failures.push({ property: 'reserved', reason })
  }
  if (inputs.zoneRedundant === true && !sku.zones) {
    const reason = `The SKU ${name} cannot be zone redundant.`
    failures.push({ property: 'zoneRedundant', reason })
  }
  const most = Number(inputs.maximumElasticWorkerCount ?? 0)
  if (sku.kind === 'premium' && most > 100) {
    const reason = `maximumElasticWorkerCount is ${most}: an Elastic Premium plan on Linux has 100 workers at most.`
    failures.push({ property: 'maximumElasticWorkerCount', reason })
  }
  return failures
}

/** One webspace holds either Linux Consumption apps or Linux apps on dedicated workers. */
function requireOwnGroup(inputs: Props, { records }: CloudServices): void {
  const kind = skuOf(inputs)?.kind
  if (kind === 'flex') return
  const group = `${resourceGroupId(inputs)}/`.toLowerCase()
  const neighbour = records
    .ofType('azure-native:web:AppServicePlan')
    .filter(({ id }) => id.toLowerCase().startsWith(group) && id !== planId(inputs))
    .map((plan) => skuOf(plan.inputs)?.kind)
    .find((other) => other !== 'flex' && (other === 'consumption') !== (kind === 'consumption'))
  if (neighbour === undefined) return
  throw new Error(
    `LinuxDynamicWorkersNotAllowedInResourceGroup: a plan ${kind} on Linux cannot be in one resource group with a plan ` +
      `${neighbour}. Take another resource group.`,
  )
}
