import { delimiter, join } from 'node:path'
import { cacheDirectory } from '../build/cacheDirectory.ts'
import { markAttachedPlugins } from './engine/attachedPlugins.ts'
import type { Engine } from './engine/engine.ts'
import { languageHostVariable } from './engine/languageHostVariable.ts'
import { stackName, stateDirectory } from './project.ts'

/** What any `pulumi` command needs to work on this checkout's localhost: state, secrets, PATH. */
export function pulumiEnvironment(engine: Engine): Record<string, string> {
  const home = join(cacheDirectory(), 'pulumi-home')
  markAttachedPlugins(home)
  const path = [engine.binDirectory, process.env.PATH]
  return {
    PATH: path.filter((part) => part !== undefined).join(delimiter),
    PULUMI_BACKEND_URL: `file://${stateDirectory}?metadata=skip`, // attributes beside files are not written in one step
    PULUMI_CONFIG_PASSPHRASE: 'local', // nothing on localhost is a secret
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_STACK: stackName,
    [languageHostVariable]: join(import.meta.dirname, 'engine', 'languageHost.ts'),
  }
}
