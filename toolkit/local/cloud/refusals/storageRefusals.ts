import { inGroup, planOf, type RefusalCase, siteOn, sources } from './refusalCase.ts'

const keys = 'learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent'
const byKey = { ...inGroup, accountName: 'stone' }
const connectionString = { AzureWebJobsStorage: 'AccountName=stone;AccountKey=a2V5' }

/** What storage and role assignments refuse. */
export const storageRefusals: readonly RefusalCase[] = [
  {
    what: 'a name that is not 3 to 24 lower-case letters and digits',
    type: 'storage:StorageAccount',
    source: sources.names,
    says: "'Too-Long' is not a valid storage account name",
    inputs: () => ({ ...inGroup, accountName: 'Too-Long' }),
  },
  {
    what: 'a name that is no container name',
    type: 'storage:BlobContainer',
    source: sources.names,
    says: "'A' is not a valid container name.",
    inputs: () => ({ ...inGroup, accountName: 'stone', containerName: 'A' }),
  },
  {
    what: 'a name that is no queue name',
    type: 'storage:Queue',
    source: sources.names,
    says: "'a--b' is not a valid queue name.",
    inputs: () => ({ ...inGroup, accountName: 'stone', queueName: 'a--b' }),
  },
  {
    what: 'a container, queue or blob of an account that does not exist',
    type: 'storage:Queue',
    source: 'learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found',
    says: "ParentResourceNotFound: the storage account 'nowhere' does not exist.",
    inputs: () => ({ ...inGroup, accountName: 'nowhere', queueName: 'orders' }),
  },
  {
    what: 'an app that opens an account by its key, which takes none (Azure takes it)',
    type: 'web:WebApp',
    source: keys,
    says: "KeyBasedAuthenticationNotPermitted: the app 'app' opens the storage account 'stone' by a key",
    inputs: async (cloud) => {
      await cloud.create('storage:StorageAccount', { ...byKey, allowSharedKeyAccess: false })
      return siteOn(await planOf(cloud, 'EP1'), connectionString)
    },
  },
  {
    what: 'turning off the keys of an account that an app opens by one (Azure takes it)',
    type: 'storage:StorageAccount',
    source: keys,
    says: 'and the account takes none (allowSharedKeyAccess).',
    inputs: async (cloud) => {
      await cloud.create('storage:StorageAccount', byKey)
      const inputs = siteOn('/plan', connectionString)
      cloud.services.records.put({ id: '/app', type: 'azure-native:web:WebApp', inputs, outputs: {} })
      return { ...byKey, allowSharedKeyAccess: false }
    },
  },
  {
    what: 'a role of a principal that does not exist',
    type: 'authorization:RoleAssignment',
    source: 'learn.microsoft.com/azure/role-based-access-control/troubleshooting',
    says: 'PrincipalNotFound: principal nobody does not exist in the directory.',
    inputs: () => ({
      scope: '/s',
      principalId: 'nobody',
      roleDefinitionId: '/x/roleDefinitions/b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    }),
  },
  {
    what: 'a role that the principal has on that resource already',
    type: 'authorization:RoleAssignment',
    source: 'learn.microsoft.com/azure/role-based-access-control/troubleshooting',
    says: 'RoleAssignmentExists: The role assignment already exists: /s/providers/',
    inputs: async (cloud) => {
      const identity = { ...inGroup, resourceName: 'id' }
      const { outputs } = await cloud.create('managedidentity:UserAssignedIdentity', identity)
      const assignment = {
        scope: '/s',
        principalId: outputs.principalId,
        roleDefinitionId: '/x/roleDefinitions/b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
      }
      await cloud.create('authorization:RoleAssignment', assignment)
      return assignment
    },
  },
  {
    what: 'a role by its name in place of its id',
    type: 'authorization:RoleAssignment',
    source: 'learn.microsoft.com/rest/api/authorization/role-assignments/create',
    says: 'The id of a role definition ends in /roleDefinitions/<guid>.',
    inputs: () => ({ scope: '/s', principalId: 'p', roleDefinitionId: 'Owner' }),
  },
]
