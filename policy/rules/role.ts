import * as authorization from '@pulumi/azure-native/authorization/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

/** Azure's built-in roles that may do anything, or give away any role. */
const tooWide = new Map([
  ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'Owner'],
  ['b24988ac-6180-42a0-ab88-20f7382dd24c', 'Contributor'],
  ['18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'User Access Administrator'],
  ['f58310d9-a9f6-439a-9e8d-f62e7b41a168', 'Role Based Access Control Administrator'],
])

/** A role is for one thing, on one resource. */
export const rolePolicies: ResourceValidationPolicy[] = [
  {
    name: 'role-narrow',
    description: 'No role that may do anything is given away.',
    validateResource: validateResourceOfType(authorization.RoleAssignment, (assignment, _args, violation) => {
      const role = tooWide.get(assignment.roleDefinitionId.split('/').at(-1)?.toLowerCase() ?? '')
      if (role) violation(`The role ${role} is far more than an app needs. Assign the role of what it does.`)
    }),
  },
  {
    name: 'role-on-one-resource',
    description: 'A role is given on one resource, not on a resource group or a subscription.',
    validateResource: validateResourceOfType(authorization.RoleAssignment, (assignment, _args, violation) => {
      if (!/\/resourceGroups\/[^/]+\/providers\/[^/]+\/[^/]+\/[^/]+/i.test(assignment.scope)) {
        violation(`The role holds for all of ${assignment.scope}. Set scope to the id of one resource.`)
      }
    }),
  },
]
