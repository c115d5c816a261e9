import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type FunctionMetadata, parseFunctionMetadata } from '../../../build/functionMetadata.ts'

/** The functions in the package that an app runs; none before its first deployment. */
export function deployedFunctions(siteDirectory: string): FunctionMetadata[] {
  return globSync(join(siteDirectory, 'packages', currentPackage(siteDirectory), '*', 'function.json')).map(
    (file) => parseFunctionMetadata(basename(dirname(file)), JSON.parse(readFileSync(file, 'utf8'))),
  )
}

function currentPackage(siteDirectory: string): string {
  try {
    return readFileSync(join(siteDirectory, 'current'), 'utf8')
  } catch {
    return '-' // no package has ever run
  }
}
