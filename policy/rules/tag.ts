import type { ResourceValidationPolicy } from '@pulumi/policy'
import { ifKnown } from '../ifKnown.ts'

interface RequiredTags {
  readonly required: readonly string[]
}

const tagged = new Set([
  'azure-native:applicationinsights:Component',
  'azure-native:managedidentity:UserAssignedIdentity',
  'azure-native:operationalinsights:Workspace',
  'azure-native:resources:ResourceGroup',
  'azure-native:storage:StorageAccount',
  'azure-native:web:AppServicePlan',
  'azure-native:web:WebApp',
])

/** Whose a resource is stands on the resource. */
export const tagPolicies: ResourceValidationPolicy[] = [
  {
    name: 'tags-present',
    description: 'What is paid for has the tags `required`: project, stack and managed-by unless configured.',
    configSchema: {
      properties: {
        required: { type: 'array', items: { type: 'string' }, default: ['project', 'stack', 'managed-by'] },
      },
    },
    validateResource: (args, violation) => {
      if (!tagged.has(args.type)) return
      const tags: unknown = ifKnown(() => args.props.tags)
      const missing = args.getConfig<RequiredTags>().required.filter((name) => !hasTag(tags, name))
      if (missing.length > 0) violation(`The resource has no tag ${missing.join(', ')}. Set tags.`)
    },
  },
]

function hasTag(tags: unknown, name: string): boolean {
  return typeof tags === 'object' && tags !== null && name in tags
}
