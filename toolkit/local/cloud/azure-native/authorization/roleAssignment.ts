import { isUnknown, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import type { ResourceType } from '../resourceType.ts'

export const roleAssignment: ResourceType = {
  token: 'azure-native:authorization:RoleAssignment',
  nameInput: 'roleAssignmentName',
  autoName: 'uuid',
  replaceOn: ['scope', 'principalId', 'principalType', 'roleDefinitionId'],
  id: (inputs) =>
    `${text(inputs, 'scope')}/providers/Microsoft.Authorization/roleAssignments/${text(inputs, 'roleAssignmentName')}`,
  refusals: ({ roleDefinitionId }) =>
    isUnknown(roleDefinitionId) || /\/roleDefinitions\/[0-9a-f-]{36}$/i.test(String(roleDefinitionId))
      ? []
      : [
          {
            property: 'roleDefinitionId',
            reason: 'The id of a role definition ends in /roleDefinitions/<guid>.',
          },
        ],
  put: (inputs, services, former) => {
    requirePrincipal(inputs, services)
    if (former === undefined) requireNew(inputs, services)
    return { type: 'Microsoft.Authorization/roleAssignments' }
  },
}

// learn.microsoft.com/azure/role-based-access-control/troubleshooting: whatever the name of the assignment
function requireNew(inputs: Props, { records }: CloudServices): void {
  const same = ['scope', 'principalId', 'roleDefinitionId']
  const others = records.ofType('azure-native:authorization:RoleAssignment')
  const other = others.find((each) =>
    same.every((name) => text(each.inputs, name).toLowerCase() === text(inputs, name).toLowerCase()),
  )
  if (other) throw new Error(`RoleAssignmentExists: The role assignment already exists: ${other.id}.`)
}

function requirePrincipal(inputs: Props, { records }: CloudServices): void {
  const principalId = text(inputs, 'principalId')
  const identities = records.ofType('azure-native:managedidentity:UserAssignedIdentity')
  if (identities.some(({ outputs }) => outputs.principalId === principalId)) return
  throw new Error(`PrincipalNotFound: principal ${principalId} does not exist in the directory.`)
}
