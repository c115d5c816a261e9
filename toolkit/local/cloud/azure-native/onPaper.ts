import { type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import { resourceGroupId } from './ids.ts'
import type { ResourceType } from './resourceType.ts'

/** Accepts a type without a simulation: it is recorded, nothing happens, and the user is told once. */
export function onPaper(token: string, services: CloudServices): ResourceType {
  const [, module = '', name = ''] = token.split(':')
  const nameInput = 'name'
  return {
    token,
    nameInput,
    autoName: 'random',
    replaceOn: ['resourceGroupName', 'location'],
    id: (inputs: Props) =>
      `${resourceGroupId(inputs)}/providers/${module}/${name}/${text(inputs, nameInput)}`,
    put: () => {
      services.warn(`${token} has no simulation on localhost: it is accepted on paper and does nothing here.`)
      return {}
    },
  }
}
