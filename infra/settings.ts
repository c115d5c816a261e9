import { z } from 'zod'
import { connectionsSetting } from './connectionSettings.ts'
import { existingSetting } from './existingSettings.ts'
import { monitoringSettings } from './monitoringSettings.ts'
import { networkSettings } from './networkSettings.ts'
import { tagsSetting } from './tagsSetting.ts'

/** The settings that every plan has, in the fixed namespace `app:` so that they survive renaming the project. */
export const commonSettings = {
  handler: z.string().min(1).default('handler').describe('Folder of the functions, relative to the project.'),
  runtime: z
    .enum(['bun', 'node'])
    .default('bun')
    .describe(
      'What runs TypeScript in the executable. `node` is for packages that need Node.js itself; it starts slower.',
    ),
  auth: z
    .enum(['identity', 'connectionString'])
    .default('identity')
    .describe(
      'How the app reaches storage and telemetry. `connectionString` is for deployers who may not write role assignments.',
    ),
  delivery: z
    .enum(['pulumi', 'cli', 'external'])
    .default('pulumi')
    .describe('Who brings the package to the app: this program, `az` run by it, or a pipeline of your own.'),
  packageStore: z
    .enum(['shared', 'separate'])
    .default('shared')
    .describe(
      'Where packages are kept: in the storage account of the app, or in one of their own, so that the app does without account keys.',
    ),
  existing: existingSetting,
  ...networkSettings,
  storageSku: z
    .enum([
      'Standard_LRS',
      'Standard_ZRS',
      'Standard_GRS',
      'Standard_GZRS',
      'Standard_RAGRS',
      'Standard_RAGZRS',
    ])
    .default('Standard_LRS')
    .describe('Replication of the storage account.'),
  monitoring: z.boolean().default(true).describe('Log Analytics workspace and Application Insights.'),
  logRetentionDays: z.int().min(30).max(730).default(30).describe('Days that telemetry is kept.'),
  logDailyQuotaGb: z
    .number()
    .positive()
    .default(1)
    .describe('Most telemetry taken in per day, in GB: a guard for the bill.'),
  ...monitoringSettings,
  allowedOrigins: z
    .array(z.url({ protocol: /^https?$/ }))
    .default([])
    .describe('Origins that browsers may call the functions from (CORS).'),
  appSettings: z
    .record(
      z.string().regex(/^[A-Za-z_][A-Za-z0-9_.]*$/, 'a name has letters, digits, _ and . only.'),
      z.string(),
    )
    .default({})
    .describe('More app settings: environment variables of the handler.'),
  release: z
    .string()
    .regex(
      /^[0-9a-f]{6,64}$/i,
      'it has to be the hash of a package, or its first digits (6 at least), in hex.',
    )
    .optional()
    .describe('Hash of an earlier package to put back. `npm run releases` lists them.'),
  keepReleases: z
    .int()
    .min(2)
    .max(1000)
    .default(10)
    .describe('Packages to keep for going back; never fewer than the running one and the one before.'),
  connections: connectionsSetting,
  exportFunctionKey: z
    .boolean()
    .default(false)
    .describe('Give the default function key out as the secret stack output `functionKey`.'),
  protect: z
    .boolean()
    .default(false)
    .describe(
      'Refuse to delete the resource group, the storage accounts, the queues and containers of the functions, and the kept packages.',
    ),
  lock: z
    .boolean()
    .default(false)
    .describe(
      'Lock the resource group against deletion by anybody. Pulumi cannot replace or delete anything in it either until the lock is gone.',
    ),
  tags: tagsSetting,
}

export type CommonSettings = z.infer<z.ZodObject<typeof commonSettings>>
