import * as pulumi from '@pulumi/pulumi'
import { parseSettings } from './parseSettings.ts'
import { withoutStackTrace } from './runErrors.ts'
import type { Settings } from './settingsSchema.ts'

/** The settings of the stack that is running. */
export function readSettings(): Promise<Settings> {
  return withoutStackTrace(() => parseSettings(pulumi.runtime.allConfig()))
}
