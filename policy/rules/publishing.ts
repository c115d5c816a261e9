import * as web from '@pulumi/azure-native/web/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

const reason = 'The app can be published to with a password. Set allow: false.'

/** Publishing passwords (basic authentication) are off wherever they are spoken of. */
export const publishingPolicies: ResourceValidationPolicy[] = [
  {
    name: 'app-no-publishing-password',
    description: 'A function app has no publishing password.',
    validateResource: [
      validateResourceOfType(web.WebAppFtpAllowed, ({ allow }, _args, violation) => {
        if (allow) violation(reason)
      }),
      validateResourceOfType(web.WebAppScmAllowed, ({ allow }, _args, violation) => {
        if (allow) violation(reason)
      }),
    ],
  },
]
