import { type Props, text } from '../provider/props.ts'
import { subscriptionId } from '../services.ts'

export function resourceGroupId(inputs: Props): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${text(inputs, 'resourceGroupName')}`
}

/** The ARM id of a resource in a group, e.g. `armId(inputs, 'Microsoft.Web/sites', 'name')`. */
export function armId(inputs: Props, type: string, nameInput: string): string {
  return `${resourceGroupId(inputs)}/providers/${type}/${text(inputs, nameInput)}`
}

export function storageAccountId(inputs: Props): string {
  return armId(inputs, 'Microsoft.Storage/storageAccounts', 'accountName')
}

/** The last part of an ARM id. */
export function nameOf(id: string): string {
  return id.split('/').at(-1) ?? ''
}
