import { writeFileSync } from 'node:fs'
import { knownHashes } from '../../../runtime/nodeShims/crypto.ts'
import { registry } from '../../../runtime/registry.ts'
import type { Description } from './describeApp.ts'

/**
 * Runs in a Node.js process of its own, bundled with the app: loads its files and writes what they registered
 * to the file named on the command line.
 */
export async function describe(
  files: readonly (readonly [name: string, load: () => Promise<unknown>])[],
): Promise<void> {
  const [, , output = ''] = process.argv
  const write = (description: Description) => writeFileSync(output, JSON.stringify(description))
  for (const [file, load] of files) {
    try {
      await load()
    } catch (error) {
      const known = error instanceof Error
      write({
        failure: { file, message: known ? error.message : String(error), stack: known ? error.stack : '' },
      })
      process.exit(0)
    }
  }
  // As the executable does.
  await new Promise((resolve) => setImmediate(resolve))
  const capabilities = await registry.model?.getCapabilities?.({})
  const functions = registry.all().map(({ metadata }) => metadata)
  write({ functions, capabilities, bindingHashes: knownHashes() })
  // An app that started a timer or a client must not keep the build waiting.
  process.exit(0)
}
