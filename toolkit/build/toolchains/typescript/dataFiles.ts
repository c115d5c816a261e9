import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../../userError.ts'
import { packagedFiles } from '../packagedFiles.ts'

/**
 * What an app may read while it runs: the files that Core Tools would publish, without those the executable is made
 * of and those that only serve to make it. Absolute, as `bundled` is.
 */
export function dataFiles(directory: string, outDir: string, bundled: readonly string[]): string[] {
  const code = new Set(bundled)
  return packagedFiles(directory, ['node_modules'])
    .filter(
      (file) =>
        !(outDir !== '' && file.startsWith(`${outDir}/`)) && !ofTools.some((pattern) => pattern.test(file)),
    )
    .map((file) => join(directory, file))
    .filter((file) => !code.has(file))
}

/** Copies files into the app folder, by their places there: relative. */
export async function copyDataFiles(
  outputDirectory: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const inTheWay = [...files.keys()].find((path) => path === 'handler' || path.startsWith('handler/'))
  if (inTheWay !== undefined) {
    throw new UserError(
      'data-in-the-way',
      `${inTheWay} would lie where the executable does, which is called "handler". Give it or its folder another ` +
        'name, or name it in .funcignore if the app does not read it.',
    )
  }
  for (const [place, file] of files) {
    const copy = join(outputDirectory, place)
    await mkdir(dirname(copy), { recursive: true })
    await copyFile(file, copy)
  }
}

const ofTools = [
  /(?:^|\/)\./,
  // Whatever the copy is for: secrets of this machine.
  /(?:^|\/)local\.settings\./,
  /\.[cm]?tsx?$/,
  /\.(?:test|spec)\.[cm]?jsx?$/,
  /(?:^|\/)(?:package|package-lock|npm-shrinkwrap|[jt]sconfig(?:\.[^/]+)?)\.json$/,
  /(?:^|\/)(?:yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml)$/,
  /^[^/]+\.config\.[cm]?js$/,
  /^(?:README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY)(?:\.[^/]*)?$/i,
  // Of the programming model before this one; the build writes its own.
  /^[^/]+\/function\.json$/,
]
