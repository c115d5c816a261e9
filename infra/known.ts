import type * as pulumi from '@pulumi/pulumi'

/** The value of an output, or undefined where a preview cannot know it yet. */
export async function known<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  if (!('isKnown' in output) || (await output.isKnown) !== true) return undefined
  return new Promise((resolve) => output.apply(resolve))
}
