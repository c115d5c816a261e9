import type { ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy'

/**
 * What a rule says of one resource, asked as the engine asks it.
 * @param type e.g. `web:WebApp`
 */
export async function violations(
  policies: readonly ResourceValidationPolicy[],
  name: string,
  type: string,
  props: Record<string, unknown>,
  config?: Record<string, unknown>,
): Promise<string[]> {
  const policy = policies.find((candidate) => candidate.name === name)
  if (policy?.validateResource === undefined) throw new Error(`There is no rule ${name}`)
  const found: string[] = []
  for (const validate of [policy.validateResource].flat()) {
    try {
      await validate(argsOf(`azure-native:${type}`, props, { ...defaults(policy), ...config }), (message) => {
        found.push(message)
      })
    } catch (error) {
      if (error !== notApplicable) throw error
    }
  }
  return found
}

const notApplicable = new Error('The rule is for another type')

function argsOf(
  type: string,
  props: Record<string, unknown>,
  config: Record<string, unknown>,
): ResourceValidationArgs {
  return {
    type,
    props,
    urn: `urn:pulumi:dev::shop::${type}::it`,
    name: 'it',
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    stackTags: new Map(),
    isType: (resourceClass) => '__pulumiType' in resourceClass && resourceClass.__pulumiType === type,
    asType: () => undefined,
    getConfig: () => JSON.parse(JSON.stringify(config)),
    notApplicable: () => {
      throw notApplicable
    },
  }
}

function defaults({ configSchema }: ResourceValidationPolicy): Record<string, unknown> {
  const properties = Object.entries(configSchema?.properties ?? {})
  return Object.fromEntries(properties.map(([key, schema]) => [key, schema.default]))
}
