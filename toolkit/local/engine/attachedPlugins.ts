import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sdkVersion } from '../sdkVersion.ts'

const attached = ['azure-native', 'archive', 'command']

const script = `#!/bin/sh
echo 'On localhost this provider is attached, not started: run pulumi with "npm run local -- pulumi".' >&2
exit 1
`

/**
 * Before a run the engine downloads every provider that its state names, even one that is attached: hundreds of
 * megabytes that localhost has no use for, or seconds of retries where downloads are closed. It does not where the
 * plugin is there, so something is.
 */
export function markAttachedPlugins(pulumiHome: string): void {
  for (const provider of attached) {
    const directory = join(pulumiHome, 'plugins', `resource-${provider}-v${sdkVersion(provider)}`)
    const file = join(directory, `pulumi-resource-${provider}`)
    if (existsSync(file)) continue
    mkdirSync(directory, { recursive: true })
    writeFileSync(file, script, { mode: 0o755 })
  }
}
