import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { localDirectory, stackName, stateDirectory } from './project.ts'

const stateSchema = z.object({
  checkpoint: z.object({
    latest: z.object({ resources: z.array(z.unknown()).nullish() }).nullish(),
  }),
})

/** Whether Pulumi's state lists anything, in whichever stack; a state that cannot be read counts as full. */
export function stackHasResources(): boolean {
  return stateFiles().some((file) => {
    try {
      const { checkpoint } = stateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      return (checkpoint.latest?.resources ?? []).length > 0
    } catch {
      return true
    }
  })
}

export function stackExists(): boolean {
  return stateFiles().some((file) => basename(file) === `${stackName}.json`)
}

export function stateFiles(): string[] {
  return globSync(join(stateDirectory, '.pulumi/stacks/*/*.json'))
}

/** Empties localhost's folder once the stack is destroyed. The holder's own mark goes last, after this. */
export function removeWhatIsLeft(): void {
  for (const name of readdirSync(localDirectory)) {
    if (!name.startsWith('holder.json')) rmSync(join(localDirectory, name), { recursive: true, force: true })
  }
}
