import type { z } from 'zod'
import { UserError } from '../toolkit/build/userError.ts'
import { type Settings, settingsSchema } from './settings.ts'

const namespace = 'app:'

const secretive = new Set(['app:appSettings'])

/**
 * Reads the settings of a stack from Pulumi's raw configuration (`app:plan` → text).
 * @throws UserError that names every wrong key at once, with what is allowed and the mend.
 */
export function parseSettings(config: Readonly<Record<string, string>>): Settings {
  const entries = Object.entries(config).filter(([key]) => key.startsWith(namespace))
  const values = entries.map(([key, text]) => {
    const name = key.slice(namespace.length)
    return [name, parseValue(name, text)] as const
  })
  const result = settingsSchema.safeParse(Object.fromEntries(values))
  if (result.success) return result.data

  const problems = result.error.issues.flatMap((issue) => describe(issue, config))
  throw new UserError(
    'settings-invalid',
    [
      `The settings of this stack have ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:`,
      ...problems.map((problem) => `  - ${problem}`),
      'Mend them in the stack file (Pulumi.<stack>.yaml) or with `pulumi config set`. docs/settings.md lists every setting.',
    ].join('\n'),
  )
}

function parseValue(name: string, text: string): unknown {
  const schema = new Map<string, z.ZodType>(Object.entries(settingsSchema.shape)).get(name)
  if (schema === undefined || schema.safeParse(text).success) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function describe(issue: z.core.$ZodIssue, config: Readonly<Record<string, string>>): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map(unknownKey)
  const [name, ...rest] = issue.path.map(String)
  const key = `${namespace}${name}`
  const where = [key, ...rest].join('.')
  // What stands inside an object may be a secret, and this message ends up in the log of a pipeline.
  const given = rest.length === 0 && !secretive.has(key) ? ` is ${JSON.stringify(config[key])}` : ''
  return [`${where}${given}: ${allowed(issue)}`]
}

function unknownKey(name: string): string {
  const nearest = nearestName(name)
  const hint = nearest ? ` Did you mean ${namespace}${nearest}?` : ''
  return `${namespace}${name} is not a setting.${hint} Remove it with \`pulumi config rm ${namespace}${name}\`.`
}

function allowed(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `allowed is ${issue.values.map(String).join(', ')}.`
    case 'too_small':
      return issue.inclusive
        ? `the smallest allowed value is ${issue.minimum}.`
        : `it has to be more than ${issue.minimum}.`
    case 'too_big':
      return `the largest allowed value is ${issue.maximum}.`
    case 'invalid_type':
      return `it has to be ${issue.expected === 'int' ? 'a whole number' : article(issue.expected)}.`
    case 'invalid_format':
      if (issue.format === 'regex') return issue.message
      return `it has to be a ${issue.format === 'url' ? 'URL like https://example.com' : issue.format}.`
    default:
      return issue.message
  }
}

function article(type: string): string {
  const name = type === 'record' ? 'object' : type === 'boolean' ? 'boolean (true or false)' : type
  return /^[aeio]/.test(name) ? `an ${name}` : `a ${name}`
}

function nearestName(name: string): string | undefined {
  const ranked = Object.keys(settingsSchema.shape)
    .map((candidate) => ({ candidate, distance: editDistance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const [best] = ranked
  return best && best.distance <= Math.max(2, name.length / 3) ? best.candidate : undefined
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries()) {
      const substitution = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, substitution))
    }
    row = next
  }
  return row[to.length] ?? 0
}
