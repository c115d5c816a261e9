import { isUnknown, text } from '../../provider/props.ts'
import type { ResourceType } from '../resourceType.ts'

const levels = ['CanNotDelete', 'ReadOnly']

/** A lock on a resource and everything below it; what it refuses is in locks.ts. */
export const managementLockByScope: ResourceType = {
  token: 'azure-native:authorization:ManagementLockByScope',
  nameInput: 'lockName',
  autoName: 'random',
  replaceOn: ['scope'],
  id: (inputs) =>
    `${text(inputs, 'scope')}/providers/Microsoft.Authorization/locks/${text(inputs, 'lockName')}`,
  // learn.microsoft.com/rest/api/resources/management-locks/create-or-update-at-resource-group-level#locklevel
  refusals: ({ level }) =>
    isUnknown(level) || levels.includes(String(level))
      ? []
      : [{ property: 'level', reason: `'${level}' is not a lock level: ${levels.join(' or ')}.` }],
  put: (inputs, { records }) => {
    const scope = text(inputs, 'scope')
    if (records.get(scope) === undefined) throw new Error(`ResourceNotFound: ${scope} does not exist.`)
    return { type: 'Microsoft.Authorization/locks' }
  },
}
