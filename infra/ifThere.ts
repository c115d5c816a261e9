import type * as pulumi from '@pulumi/pulumi'
import { known } from './known.ts'

/** What Azure answers about a resource; nothing where there is none of that name, or a preview cannot know the name. */
export async function ifThere<Names, Answer>(
  names: pulumi.Output<Names>,
  ask: (names: Names) => Promise<Answer>,
): Promise<Answer | undefined> {
  const asked = await known(names)
  if (asked === undefined) return undefined
  return ask(asked).catch((error: unknown) => {
    if (isNotFound(error)) return undefined
    throw error
  })
}

/** Whether Azure said that there is no such resource, or no such group. */
function isNotFound(error: unknown): boolean {
  return error instanceof Error && /Resource(Group)?NotFound/.test(error.message)
}
