import { z } from 'zod'
import { triggerOf } from '../../toolkit/build/functionMetadata.ts'
import type { HostedApp } from './plan.ts'

const groups = ['http', 'durable', 'blob']
const counts = z.record(
  z.string().regex(/^(http|durable|blob|function:[A-Za-z][A-Za-z0-9_-]*)$/),
  z.int().min(1).max(1000),
)
const forms =
  'it has to be a number of instances for HTTP functions, or an object of numbers by group ' +
  '(http, durable, blob) and function, like {"http":2,"function:receipts":1}.'

/** Warm instances on Flex Consumption: a number for the HTTP functions, or numbers by group and function. */
export const alwaysReadySetting = z
  .union([z.int().min(0).max(1000), counts], forms)
  .default(0)
  .describe(
    'Instances kept warm, and billed: a number for the HTTP functions, or an object by group (`http`, `durable`, ' +
      '`blob`) and function, like `{"http":2,"function:receipts":1}`.',
  )

export type AlwaysReadySetting = z.infer<typeof alwaysReadySetting>

export interface AlwaysReady {
  readonly name: string
  readonly instanceCount: number
}

export function alwaysReadyInstances(setting: AlwaysReadySetting): AlwaysReady[] {
  const byName = typeof setting === 'number' ? { http: setting } : setting
  return Object.entries(byName)
    .filter(([, instanceCount]) => instanceCount > 0)
    .map(([name, instanceCount]) => ({ name, instanceCount }))
}

/** Names that stand for nothing in this app: Azure would keep instances warm, and bill them, for nobody. */
export function alwaysReadyRefusals(setting: AlwaysReadySetting, { functions }: HostedApp): string[] {
  const groupOf = new Map(
    functions.map((metadata) => [metadata.name, groupOfTrigger(triggerOf(metadata).type)]),
  )
  const alone = [...groupOf].filter(([, group]) => group === undefined).map(([name]) => `function:${name}`)
  const used = groups.filter((group) => [...groupOf.values()].includes(group))
  return alwaysReadyInstances(setting)
    .map(({ name }) => name)
    .filter((name) => ![...used, ...alone].includes(name))
    .map((name) => {
      const group = groupOf.get(name.replace(/^function:/, ''))
      if (group) return `app:alwaysReady has ${name}, which scales with its group. Use ${group} in its place.`
      return `app:alwaysReady has ${name}, which this app does not have. There is ${[...used, ...alone].join(', ')}.`
    })
}

/** Which functions scale together: learn.microsoft.com/azure/azure-functions/flex-consumption-plan#per-function-scaling */
function groupOfTrigger(type: string): string | undefined {
  if (/^httpTrigger$/i.test(type)) return 'http'
  if (/^blobTrigger$/i.test(type)) return 'blob'
  return /^(orchestration|activity|entity)Trigger$/i.test(type) ? 'durable' : undefined
}
