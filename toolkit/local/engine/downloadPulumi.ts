import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { recordBinary } from './verifiedBinary.ts'

const limitInSeconds = 180

/** Installs Pulumi's own release of the SDK's version below `root`, with the plugins that come with it. */
export async function downloadPulumi(root: string): Promise<PulumiCommand> {
  await rm(root, { recursive: true, force: true })
  const command = await withinLimit(PulumiCommand.install({ root }))
  await recordBinary(join(root, 'bin', 'pulumi'))
  return command
}

async function withinLimit<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    const late = () => reject(new Error(`no end of the download within ${limitInSeconds} s`))
    timer = setTimeout(late, limitInSeconds * 1000)
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
