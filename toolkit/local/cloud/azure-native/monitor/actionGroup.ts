import { isProps, list, text } from '../../provider/props.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** Recorded only: nobody is told of anything from localhost. */
export const actionGroup: ResourceType = {
  token: 'azure-native:monitor:ActionGroup',
  nameInput: 'actionGroupName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.Insights/actionGroups', 'actionGroupName'),
  put: (inputs) => {
    // learn.microsoft.com/rest/api/monitor/action-groups/create-or-update: maxLength 12
    const shortName = text(inputs, 'groupShortName')
    if (shortName.length < 1 || shortName.length > 12) {
      throw new Error(`BadRequest: the short name '${shortName}' of an action group has 1 to 12 characters.`)
    }
    const names = list(inputs, 'emailReceivers')
      .filter(isProps)
      .map((receiver) => text(receiver, 'name'))
    if (new Set(names).size < names.length) {
      throw new Error(`BadRequest: the names of receivers have to be unique: ${names.join(', ')}.`)
    }
    return { type: 'Microsoft.Insights/actionGroups' }
  },
}
