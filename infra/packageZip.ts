import { relative, resolve } from 'node:path'
import * as archive from '@pulumi/archive'
import * as pulumi from '@pulumi/pulumi'
import { localSettingsFile } from '../toolkit/build/localSettings.ts'
import type { BuiltApp } from './builtApp.ts'
import type { EarlierRelease } from './earlierRelease.ts'

/** A package as a file of this checkout. */
export interface PackageZip {
  /** SHA-256, in hex. */
  readonly hash: pulumi.Output<string>
  readonly file: pulumi.Output<string>
  /** Whether it is one of before, which nothing was built for. */
  readonly isEarlier: boolean
}

/** Packs the app folder, or takes the zip of an earlier package. */
export function packageZip(app: BuiltApp | EarlierRelease): PackageZip {
  if ('zipFile' in app) {
    return { hash: pulumi.output(app.hash), file: pulumi.output(app.zipFile), isEarlier: true }
  }
  const zip = archive.getFileOutput({
    type: 'zip',
    sourceDir: app.directory,
    excludes: [localSettingsFile],
    outputFileMode: '0755', // octal text: every file keeps an executable bit, whatever system built it
    outputPath: app.outputPath,
  })
  return { hash: zip.outputSha256, file: zip.outputPath, isEarlier: false }
}

/** The place of a zip in the project: the same on every machine, so that it may stand in the state. */
export function inProject(file: string): string {
  return relative(resolve(import.meta.dirname, '..'), file)
}
