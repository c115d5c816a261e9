import { statSync } from 'node:fs'
import type { Toolchain } from './toolchain.ts'
import { go } from './toolchains/go.ts'
import { prebuilt } from './toolchains/prebuilt.ts'
import { rust } from './toolchains/rust.ts'
import { typescript } from './toolchains/typescript.ts'
import { UserError } from './userError.ts'

const toolchains: readonly Toolchain[] = [go, rust, prebuilt, typescript]

export function recogniseToolchain(directory: string): Toolchain {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(
      'handler-missing',
      `There is no handler folder at ${directory}. Name one that exists.`,
    )
  }
  const toolchain = toolchains.find((candidate) => candidate.recognises(directory))
  if (toolchain !== undefined) return toolchain
  const kinds = toolchains.map(({ recognisedBy }) => `  ${recognisedBy}`).join('\n')
  throw new UserError(
    'handler-not-recognised',
    `${directory} is not a handler folder that can be built. It needs one of:\n${kinds}`,
  )
}
