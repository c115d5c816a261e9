import { z } from 'zod'

/** Every setting of a stack, in the fixed namespace `app:` so that it survives renaming the project. */
export const settingsSchema = z.strictObject({
  handler: z.string().min(1).default('handler').describe('Folder of the functions, relative to the project.'),
  runtime: z
    .enum(['bun', 'node'])
    .default('bun')
    .describe(
      'What runs TypeScript in the executable. `node` is for packages that need Node.js itself; it starts slower.',
    ),
  plan: z.enum(['flex']).default('flex').describe('Hosting plan.'),
  instanceMemoryMB: z
    .literal([512, 2048, 4096])
    .default(2048)
    .describe('Memory of one instance, in MB. Memory and CPU grow together.'),
  maximumInstanceCount: z.int().min(40).max(1000).default(40).describe('Most instances to scale out to.'),
  alwaysReady: z.int().min(0).max(1000).default(0).describe('Instances kept warm for HTTP functions.'),
  httpConcurrency: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('HTTP requests one instance takes at a time. Azure decides by memory size when it is not set.'),
  rollingUpdates: z
    .boolean()
    .default(false)
    .describe('Replace instances one by one when a new package arrives.'),
  zoneRedundant: z.boolean().default(false).describe('Spread the plan over availability zones.'),
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
  allowedOrigins: z
    .array(z.url({ protocol: /^https?$/ }))
    .default([])
    .describe('Origins that browsers may call the functions from (CORS).'),
  appSettings: z
    .record(z.string(), z.string())
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
  deployNonce: z.string().default('').describe('Change it to deploy the same package again.'),
  protect: z
    .boolean()
    .default(false)
    .describe('Refuse to delete the resource group and the storage account.'),
  tags: z.record(z.string(), z.string()).default({}).describe('Tags on every resource that can carry tags.'),
})

export type Settings = z.infer<typeof settingsSchema>
