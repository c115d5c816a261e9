import type { z } from 'zod'
import { nearestName } from '../toolkit/build/nearestName.ts'
import { commonSettings } from './settings.ts'
import { type PlanName, planSettings } from './settingsSchema.ts'

/** A stack's raw configuration, as Pulumi hands it over: `app:plan` → text. */
export type Config = Readonly<Record<string, string>>

export const namespace = 'app:'

const secretive = new Set(['app:appSettings'])

/** A line for every wrong or unknown setting: what it is, what is allowed, the mend. Without `plan` it is not known. */
export function settingProblems(
  issues: readonly z.core.$ZodIssue[],
  config: Config,
  plan?: PlanName,
): string[] {
  const unknown = Object.keys(config)
    .filter((key) => key.startsWith(namespace))
    .map((key) => key.slice(namespace.length))
    .filter((name) => !isKnown(name, plan))
  return [
    ...issues
      .filter(({ code, path }) => code !== 'unrecognized_keys' || path.length > 0)
      .map((issue) => wrongSetting(issue, config, plan)),
    ...unknown.map((name) => unknownSetting(name, plan)),
  ]
}

function isKnown(name: string, plan: PlanName | undefined): boolean {
  const plans = plan === undefined ? Object.values(planSettings) : [planSettings[plan]]
  return name === 'plan' || [commonSettings, ...plans].some((settings) => Object.hasOwn(settings, name))
}

function wrongSetting(issue: z.core.$ZodIssue, config: Config, plan: PlanName | undefined): string {
  const [name = '', ...rest] = issue.path.map(String)
  const key = `${namespace}${name}`
  const where = [key, ...rest].join('.')
  // What stands inside an object may be a secret, and this message ends up in the log of a pipeline.
  const isInside = rest.length > 0 || issue.code === 'unrecognized_keys'
  const given = !isInside && !secretive.has(key) ? ` is ${JSON.stringify(config[key])}` : ''
  const onPlan = plan !== undefined && Object.hasOwn(planSettings[plan], name) ? ` on plan ${plan}` : ''
  return `${where}${given}: ${allowed(issue, onPlan)}`
}

function unknownSetting(name: string, plan: PlanName | undefined): string {
  const key = `${namespace}${name}`
  const remove = `Remove it with \`pulumi config rm ${key}\`.`
  const others = Object.entries(planSettings).filter(([, settings]) => Object.hasOwn(settings, name))
  if (others.length > 0) {
    return `${key} is a setting of plan ${others.map(([other]) => other).join(', ')}, not of ${plan}. ${remove}`
  }
  const onThisPlan = ['plan', ...Object.keys({ ...commonSettings, ...planSettings[plan ?? 'flex'] })]
  const onAny = Object.values(planSettings).flatMap((settings) => Object.keys(settings))
  const nearest = nearestName(name, onThisPlan) ?? nearestName(name, onAny)
  const hint = nearest ? ` Did you mean ${namespace}${nearest}?` : ''
  return `${key} is not a setting.${hint} ${remove}`
}

function allowed(issue: z.core.$ZodIssue, onPlan: string): string {
  switch (issue.code) {
    case 'invalid_value':
      return `allowed${onPlan} is ${issue.values.map(String).join(', ')}.`
    case 'too_small':
      if (issue.origin === 'string') return 'it may not be empty.'
      return issue.inclusive
        ? `the smallest allowed value${onPlan} is ${issue.minimum}.`
        : `it has to be more than ${issue.minimum}.`
    case 'too_big':
      return `the largest allowed value${onPlan} is ${issue.maximum}.`
    case 'invalid_type':
      return `it has to be ${issue.expected === 'int' ? 'a whole number' : article(issue.expected)}.`
    case 'invalid_format':
      return issue.format === 'url' ? 'it has to be a URL like https://example.com.' : issue.message
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message
    case 'unrecognized_keys':
      return `${issue.keys.join(', ')} is not known here.`
    default:
      return issue.message
  }
}

function article(type: string): string {
  const name = type === 'record' ? 'object' : type === 'boolean' ? 'boolean (true or false)' : type
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`
}
