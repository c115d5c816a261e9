import * as web from '@pulumi/azure-native/web/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'
import { ifKnown } from '../ifKnown.ts'

const keys: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['an account key', /(^|;)\s*AccountKey=/i],
  ['a shared access key', /(^|;)\s*SharedAccessKey=/i],
  ['a SAS token', /[?&;]sig=/i],
]

/** Keys are not handed around. */
export const secretPolicies: ResourceValidationPolicy[] = [
  {
    name: 'app-settings-keyless',
    description: 'No app setting holds a key or a SAS token.',
    validateResource: validateResourceOfType(web.WebApp, (app, _args, violation) => {
      for (const setting of ifKnown(() => app.siteConfig?.appSettings) ?? []) {
        const value = ifKnown(() => setting.value) ?? ''
        const [what] = keys.find(([, pattern]) => pattern.test(value)) ?? []
        if (what === undefined) continue
        violation(
          `The app setting ${ifKnown(() => setting.name)} holds ${what}. Use the app's identity: <name>__…ServiceUri, __fullyQualifiedNamespace, or a Key Vault reference.`,
        )
      }
    }),
  },
]
