import { z } from 'zod'
import { commonSettings } from './settings.ts'
import { defaultPlan, planSettings } from './settingsSchema.ts'

type JsonSchema = Readonly<Record<string, unknown>>

/** `docs/settings.schema.json`: what editors complete and check stack files (`Pulumi.<stack>.yaml`) with. */
export function settingsJsonSchema(): string {
  const schema = {
    $comment:
      'Generated from infra/settingsSchema.ts: `npx vitest run infra/settingsTable.test.ts -u` writes it anew.',
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A stack file of this project',
    type: 'object',
    properties: { config: config() },
    definitions: { secret },
  }
  return `${JSON.stringify(schema, undefined, 2)}\n`
}

function config(): JsonSchema {
  return {
    type: 'object',
    properties: {
      'azure-native:location': { type: 'string', description: 'The Azure region.' },
      'app:plan': { description: 'Hosting plan.', enum: Object.keys(planSettings), default: defaultPlan },
      ...properties(commonSettings),
    },
    allOf: Object.entries(planSettings).map(([plan, settings]) => ({
      if: {
        properties: { 'app:plan': { const: plan } },
        ...(plan !== defaultPlan && { required: ['app:plan'] }),
      },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { ...foreign(plan), ...properties(settings) } },
    })),
    propertyNames: { anyOf: [{ pattern: '^(?!app:)' }, { enum: names() }] },
  }
}

/** Settings of other plans are wrong on this one. */
function foreign(plan: string): JsonSchema {
  const own = new Map(Object.entries(planSettings)).get(plan) ?? {}
  const others = Object.values(planSettings).flatMap((settings) => Object.keys(settings))
  const absent = others.filter((name) => !(name in own) && !(name in commonSettings))
  return Object.fromEntries(absent.map((name) => [`app:${name}`, false]))
}

function properties(settings: z.ZodRawShape): JsonSchema {
  const schema = z.toJSONSchema(z.strictObject(settings), { io: 'input', target: 'draft-7' })
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [`app:${name}`, orSecret(property)]),
  )
}

/** `pulumi config set --secret` writes `secure: …` in place of a value, also of one within an object. */
function orSecret(property: unknown): JsonSchema {
  const { description, default: standard, ...rules } = record(property)
  const { additionalProperties } = rules
  const inside = typeof additionalProperties === 'object' && {
    additionalProperties: orSecret(additionalProperties),
  }
  return {
    ...(description !== undefined && { description }),
    ...(standard !== undefined && { default: standard }),
    anyOf: [{ ...rules, ...inside }, { $ref: '#/definitions/secret' }],
  }
}

const secret = { type: 'object', required: ['secure'], properties: { secure: { type: 'string' } } }

function record(value: unknown): JsonSchema {
  return z.record(z.string(), z.unknown()).parse(value)
}

function names(): string[] {
  const ofPlans = Object.values(planSettings).flatMap((settings) => Object.keys(settings))
  const all = ['plan', ...Object.keys(commonSettings), ...ofPlans]
  return [...new Set(all)].map((name) => `app:${name}`)
}
