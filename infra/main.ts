import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { cacheDirectory } from '../toolkit/build/cacheDirectory.ts'

/*
 * What `pulumi` runs: the stack of index.ts, made fast first. Half of what a preview took on top of a program of one
 * resource was reading types and source maps.
 */

// Has to run before the modules it speeds up are loaded: hence the import below.
enableCompileCache(join(cacheDirectory(), 'node'))

// Pulumi takes a stack trace for every property of a resource and maps each line of it to a source. Types are taken
// out of our files in place, so that their lines are right as they are.
Reflect.deleteProperty(Error, 'prepareStackTrace')

const { stackOutputs } = await import('./stackOutputs.ts')
export default stackOutputs(await import('./index.ts'))
