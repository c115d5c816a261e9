import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { localDirectory, stackName, stateDirectory } from './project.ts'

const resourceSchema = z.object({ type: z.string(), custom: z.boolean() })
const stateSchema = z.object({
  checkpoint: z.object({
    latest: z.object({ resources: z.array(resourceSchema).nullish() }).nullish(),
  }),
})

/** Whether Pulumi's state lists anything that a cloud holds, in whichever stack. */
export function stackHasResources(): boolean {
  return stateFiles().some((file) => listsResources(readFileSync(file, 'utf8')))
}

/**
 * Whether a state lists more than what is the engine's own: the stack, components, providers. One that cannot be read
 * counts as full.
 */
export function listsResources(state: string): boolean {
  try {
    const { checkpoint } = stateSchema.parse(JSON.parse(state))
    const resources = checkpoint.latest?.resources ?? []
    return resources.some(({ type, custom }) => custom && !type.startsWith('pulumi:'))
  } catch {
    return true
  }
}

export function stackExists(): boolean {
  return stateFiles().some((file) => basename(file) === `${stackName}.json`)
}

export function stateFiles(directory = stateDirectory): string[] {
  return globSync(join(directory, '.pulumi/stacks/*/*.json'))
}

/** Empties localhost's folder once the stack is destroyed. The holder's own mark goes last, after this. */
export function removeWhatIsLeft(): void {
  for (const name of readdirSync(localDirectory)) {
    if (!name.startsWith('holder.json')) rmSync(join(localDirectory, name), { recursive: true, force: true })
  }
}
