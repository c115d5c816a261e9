import { z } from 'zod'

// Three are the stack's own, and a private DNS zone takes 15.
const most = 12

/** Tags as every type of resource takes them: learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
export const tagsSetting = z
  .record(
    z
      .string()
      .regex(/^[^<>%&\\?/]{1,128}$/, 'a tag name has 1 to 128 characters, none of them < > % & \\ ? or /.'),
    z.string().max(256, 'a tag value has 256 characters at most.'),
  )
  .refine((tags) => Object.keys(tags).length <= most, `there may be ${most} tags at most.`)
  .default({})
  .describe('Tags on every resource that can carry tags.')
