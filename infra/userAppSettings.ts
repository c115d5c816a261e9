import * as pulumi from '@pulumi/pulumi'
import type { CommonSettings } from './settings.ts'

/** The app settings of the stack file. Each may be a password, so none stands readable in state or preview. */
export function userAppSettings({ appSettings }: CommonSettings): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(appSettings).map(([name, value]) => [name, pulumi.secret(value)]))
}
