import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type BuildOptions, type BuildResult, build, type Message } from 'esbuild'
import { UserError } from '../../userError.ts'
import { missingGlobs } from './absentGlobs.ts'
import { absent, absentModules, isAbsentFromPackage } from './absentModules.ts'
import { awaitsAtTop, requiredBuiltins, wrapAsync } from './asyncBundle.ts'
import { buildAgain, isBuildFailure, type Ways } from './buildAgain.ts'
import { held } from './heldRequire.ts'
import { namespace } from './libraryPlugin.ts'

/** Bundles whatever way it takes. Throws a UserError that lists what is in the way of all of them. */
export async function bundle(options: BuildOptions, ways: Ways): Promise<BuildResult> {
  try {
    return await buildAgain((plugins) => buildAnyhow({ ...options, plugins }), ways)
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    const problems = error.errors.map(formatMessage).join('\n')
    throw new UserError(
      'bundle-error',
      `The handler cannot be bundled:\n${problems}\nMend it and build again.`,
    )
  }
}

/** Every source file of a bundle, absolute. */
export function filesOf({ metafile }: BuildResult, directory: string): string[] {
  return Object.keys(metafile?.inputs ?? {})
    .filter((file) => file !== 'entry.ts' && !withoutFile.some((name) => file.startsWith(`${name}:`)))
    .map((file) => resolve(directory, file))
}

// Of modules that are no files.
const withoutFile = [namespace, absent, held, 'builtin']

// As a rule without a wrapper, in which nothing is there at once, and without asking for each module whether it is there.
async function buildAnyhow(
  options: BuildOptions,
  complaints = Number.POSITIVE_INFINITY,
): Promise<BuildResult> {
  try {
    return await build(options)
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    const { absWorkingDir = '', plugins = [] } = options
    const absentOnes = error.errors.filter(isAbsentFromPackage)
    if (absentOnes.length > 0 && error.errors.length < complaints) {
      const others = missingGlobs(
        absentOnes,
        absWorkingDir,
        plugins.filter((plugin) => plugin !== absentModules),
      )
      const built = await buildAnyhow(
        { ...options, plugins: [absentModules, ...others] },
        error.errors.length,
      )
      // Those plugins have moved what these are about.
      return { ...built, warnings: error.warnings }
    }
    if (!awaitsAtTop(error.errors)) throw error
  }
  return buildAsync(options)
}

async function buildAsync({ plugins = [], outfile = '', ...options }: BuildOptions): Promise<BuildResult> {
  const built = await build({ ...options, outfile, format: 'esm', plugins: [...plugins, requiredBuiltins] })
  await writeFile(outfile, wrapAsync(await readFile(outfile, 'utf8')))
  return built
}

function formatMessage({ text, location }: Message): string {
  return location === null ? text : `${location.file}:${location.line}:${location.column + 1} ${text}`
}
