import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PulumiCommand } from '@pulumi/pulumi/automation/index.js'
import { recordBinary } from './verifiedBinary.ts'

const limitInSeconds = 180

/**
 * Installs Pulumi's own release of the SDK's version below `root`, with the plugins that come with it. It is made in a
 * folder of its own: an installer that comes too late or is interrupted leaves nothing half done.
 */
export async function downloadPulumi(root: string, signal?: AbortSignal): Promise<PulumiCommand> {
  const draft = `${root}.downloading-${process.pid}`
  try {
    await withinLimit(PulumiCommand.install({ root: draft }), signal)
    await rm(root, { recursive: true, force: true })
    await rename(draft, root)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  await recordBinary(join(root, 'bin', 'pulumi'))
  return PulumiCommand.get({ root })
}

async function withinLimit<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  let giveUp: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    const late = () => reject(new Error(`no end of the download within ${limitInSeconds} s`))
    giveUp = setTimeout(late, limitInSeconds * 1000)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(giveUp)
  }
}
