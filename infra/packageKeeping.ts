import type { CommonSettings } from './settings.ts'

type KeepingSettings = Pick<CommonSettings, 'delivery' | 'packageStore'>

/** Whether Pulumi keeps packages: it does where it delivers them. */
export function packagesAreKept({ delivery }: KeepingSettings): boolean {
  return delivery === 'pulumi'
}

/** Whether they are kept in a storage account of their own. */
export function packagesAreApart(settings: KeepingSettings): boolean {
  return packagesAreKept(settings) && settings.packageStore === 'separate'
}
