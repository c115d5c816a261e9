import { z } from 'zod'
import { UserError } from '../toolkit/build/userError.ts'
import { locationProblems } from './locationProblems.ts'
import { settingConflicts } from './settingConflicts.ts'
import { type Config, namespace, settingProblems } from './settingProblems.ts'
import { commonSettings } from './settings.ts'
import { defaultPlan, isPlanName, type PlanName, type Settings, settingsSchemas } from './settingsSchema.ts'

/**
 * Reads the settings of a stack from Pulumi's raw configuration (`app:plan` → text).
 * @throws UserError that names every wrong key at once, with what is allowed and the mend.
 */
export function parseSettings(config: Config): Settings {
  const plan = config[`${namespace}plan`] ?? defaultPlan
  if (!isPlanName(plan)) throw invalid(problemsOnNoPlan(config))

  const values = valuesOf(config, settingsSchemas[plan].shape)
  const result = settingsSchemas[plan].safeParse({ ...values, plan })
  const issues = result.error?.issues ?? []
  const problems = [
    ...settingProblems(issues, config, plan),
    ...conflicts(plan, values, issues),
    ...locationProblems(config),
  ]
  if (result.success && problems.length === 0) return result.data
  throw invalid(problems)
}

/** What can be said of the settings while nobody knows the plan. */
function problemsOnNoPlan(config: Config): string[] {
  const schema = z.looseObject({ plan: z.enum(Object.keys(settingsSchemas)), ...commonSettings })
  const issues = schema.safeParse(valuesOf(config, schema.shape)).error?.issues ?? []
  return [...settingProblems(issues, config), ...locationProblems(config)]
}

/** Conflicts between those settings that are right each by itself. */
function conflicts(
  plan: PlanName,
  values: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
): string[] {
  const wrong = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : String(issue.path[0]),
    ),
  )
  const right = Object.entries(values).filter(([name]) => !wrong.has(name))
  const { data } = settingsSchemas[plan].safeParse({ ...Object.fromEntries(right), plan })
  return data === undefined ? [] : settingConflicts(data, wrong, new Set(Object.keys(values)))
}

function valuesOf(config: Config, shape: Readonly<Record<string, z.ZodType>>): Record<string, unknown> {
  const schemas = new Map(Object.entries(shape))
  const values = Object.entries(config)
    .filter(([key]) => key.startsWith(namespace))
    .map(([key, text]) => {
      const name = key.slice(namespace.length)
      return [name, parseValue(text, schemas.get(name))]
    })
  return Object.fromEntries(values)
}

function parseValue(text: string, schema: z.ZodType | undefined): unknown {
  if (schema === undefined || schema.safeParse(text).success) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function invalid(problems: readonly string[]): UserError {
  return new UserError(
    'settings-invalid',
    [
      `The settings of this stack have ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:`,
      ...problems.map((problem) => `  - ${problem}`),
      'Mend them in the stack file (Pulumi.<stack>.yaml) or with `pulumi config set`. docs/settings.md lists every setting.',
    ].join('\n'),
  )
}
