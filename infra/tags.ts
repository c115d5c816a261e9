import * as pulumi from '@pulumi/pulumi'

const taggable = new Set([
  'azure-native:resources:ResourceGroup',
  'azure-native:storage:StorageAccount',
  'azure-native:managedidentity:UserAssignedIdentity',
  'azure-native:operationalinsights:Workspace',
  'azure-native:applicationinsights:Component',
  'azure-native:web:AppServicePlan',
  'azure-native:web:WebApp',
])

/** Puts the stack's tags on every resource of the program that can carry tags. */
export function tagEverything(tags: Readonly<Record<string, string>>): void {
  const stackTags = {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    'managed-by': 'pulumi',
    ...tags,
  }
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
    taggable.has(type) ? { props: { ...props, tags: { ...stackTags, ...props.tags } }, opts } : undefined,
  )
}
