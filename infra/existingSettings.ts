import { z } from 'zod'
import type { SettingConflict } from './settingConflict.ts'

/** What stands behind the resource group in an id of each. */
const types = {
  resourceGroup: '',
  workspace: '/providers/Microsoft.OperationalInsights/workspaces/…',
  plan: '/providers/Microsoft.Web/serverfarms/…',
  virtualNetwork: '/providers/Microsoft.Network/virtualNetworks/…',
  storageAccount: '/providers/Microsoft.Storage/storageAccounts/…',
} as const

export type ExistingType = keyof typeof types

const stackOutput = /^[^#\s]+#[^#\s]+$/

/** Resources that are there already, taken in place of creating them. */
export const existingSetting = z
  .strictObject({
    resourceGroup: id('resourceGroup'),
    workspace: id('workspace'),
    plan: id('plan'),
    virtualNetwork: id('virtualNetwork'),
    storageAccount: id('storageAccount'),
  })
  .partial()
  .default({})
  .describe(
    'Resources to take in place of creating them: `resourceGroup`, `workspace`, `plan`, `virtualNetwork`, `storageAccount`, ' +
      'each by its id or as an output of another stack, `organization/project/stack#output`. None is changed, tagged or deleted.',
  )

export type ExistingSetting = z.infer<typeof existingSetting>

export function isIdOf(type: ExistingType, text: string): boolean {
  return new RegExp(`^${idForm(type).replaceAll('.', '\\.').replaceAll('…', '[^/]+')}$`, 'i').test(text)
}

export function existingConflicts(settings: {
  readonly existing: ExistingSetting
  readonly network: string
  readonly monitoring: boolean
  readonly lock: boolean
}): SettingConflict[] {
  const { existing, network, monitoring, lock } = settings
  const found: SettingConflict[] = []
  const conflict = (type: ExistingType, other: string, reason: string) =>
    found.push({ keys: [`existing.${type}`, other], reason })
  if (existing.virtualNetwork !== undefined && network === 'public') {
    conflict(
      'virtualNetwork',
      'network',
      'only a private app is in a virtual network. Set app:network to private.',
    )
  }
  if (existing.workspace !== undefined && !monitoring) {
    conflict(
      'workspace',
      'monitoring',
      'nothing would be written to the workspace. Set app:monitoring to true.',
    )
  }
  if (existing.resourceGroup !== undefined && lock) {
    conflict(
      'resourceGroup',
      'lock',
      'the lock would hold for what others have in that group. Remove app:lock.',
    )
  }
  return found
}

function id(type: ExistingType) {
  return z
    .string()
    .refine(
      (text) => isIdOf(type, text) || (!text.startsWith('/') && stackOutput.test(text)),
      `it has to be an id like ${idForm(type)}, or an output of a stack like organization/project/stack#output.`,
    )
}

function idForm(type: ExistingType): string {
  return `/subscriptions/…/resourceGroups/…${types[type]}`
}
