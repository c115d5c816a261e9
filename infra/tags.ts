import * as pulumi from '@pulumi/pulumi'

/**
 * Puts the stack's tags on every resource of the program that can carry tags, one that a fork adds included: the SDK
 * names every input a type has, given or not. What is only read, or still to be imported, stays as it is.
 */
export function tagEverything(tags: Readonly<Record<string, string>>): void {
  const stackTags = {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    'managed-by': 'pulumi',
    ...tags,
  }
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    if (!type.startsWith('azure-native:') || !('tags' in props) || isThere(opts)) return undefined
    return { props: { ...props, tags: { ...stackTags, ...props.tags } }, opts }
  })
}

/** An import has to name what is there exactly; the tags come with the first update after it. */
function isThere(opts: pulumi.CustomResourceOptions): boolean {
  return opts.id !== undefined || opts.import !== undefined
}
