import * as pulumi from '@pulumi/pulumi'
import { type ExistingSetting, type ExistingType, isIdOf } from './existingSettings.ts'

export type ExistingIds = { readonly [Type in ExistingType]?: pulumi.Input<string> | undefined }

/** The ids of what is there already; those of other stacks' outputs are known once the stack has been read. */
export function existingIds(existing: ExistingSetting): ExistingIds {
  const stacks = new Map<string, pulumi.StackReference>()
  const idOf = (type: ExistingType): pulumi.Input<string> | undefined => {
    const text = existing[type]
    if (text === undefined || text.startsWith('/')) return text
    const [stackName = '', output = ''] = text.split('#')
    const stack = stacks.get(stackName) ?? new pulumi.StackReference(stackName)
    stacks.set(stackName, stack)
    return stack.requireOutput(output).apply((value) => requireId(type, text, value))
  }
  return {
    resourceGroup: idOf('resourceGroup'),
    workspace: idOf('workspace'),
    plan: idOf('plan'),
    virtualNetwork: idOf('virtualNetwork'),
    storageAccount: idOf('storageAccount'),
  }
}

/** @throws RunError where an output of another stack is something else than the id it was named for */
export function requireId(type: ExistingType, setting: string, value: unknown): string {
  if (typeof value === 'string' && isIdOf(type, value)) return value
  throw new pulumi.RunError(
    `app:existing.${type} is ${setting}, and that output is no id of such a resource: ${JSON.stringify(value)}. ` +
      'Name an output that is, or write the id itself.',
  )
}
