import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

/** The root of the checkout: where Pulumi.yaml lies. */
export const projectDirectory = resolve(import.meta.dirname, '..', '..')

/** Everything localhost keeps for this checkout: gone once the stack is destroyed. */
export const localDirectory = join(projectDirectory, '.local')

/** Pulumi's state of the local stack. */
export const stateDirectory = join(localDirectory, 'state')

export const cloudDirectory = join(localDirectory, 'cloud')

/** The stack that runs on localhost. */
export const stackName = 'local'

/** Where this checkout looks for storage ports first: another checkout most likely looks elsewhere. */
export function storagePort(): number {
  const digest = createHash('sha256').update(projectDirectory).digest()
  return 10_000 + (digest.readUInt16BE() % 2_000) * 10
}
