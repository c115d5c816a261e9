import { z } from 'zod'
import { commonSettings } from './settings.ts'
import { defaultPlan, planSettings } from './settingsSchema.ts'

const propertySchema = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  default: z.unknown().optional(),
})
type Property = z.infer<typeof propertySchema>

/** `docs/settings.md`: every setting, out of the schemas that also check them. */
export function settingsTable(): string {
  const plans = Object.entries(planSettings)
  const names = plans.map(([name]) => `\`${name}\``).join(', ')
  return [
    '<!-- Generated from infra/settingsSchema.ts: `npx vitest run infra/settingsTable.test.ts -u` writes it anew. -->',
    '# Settings',
    '',
    'Settings of a stack stand in its file, `Pulumi.<stack>.yaml`, or are set with',
    '`pulumi config set app:<name> <value>`. `azure-native:location` is the region; with an existing resource group it may',
    'be left out, and is that of the group. Anything wrong is reported at once, before the first resource is touched. An',
    'editor that reads YAML with a JSON schema completes and checks them: start a stack file with `# yaml-language-server: $schema=docs/settings.schema.json`.',
    '',
    '## On every plan',
    '',
    ...header,
    `| \`app:plan\` | ${names} | \`${defaultPlan}\` | Hosting plan. |`,
    ...rows(commonSettings),
    '',
    ...plans.flatMap(([name, settings]) => [`## On plan ${name}`, '', ...header, ...rows(settings), '']),
  ].join('\n')
}

const header = ['| setting | allowed | default | meaning |', '| --- | --- | --- | --- |']

function rows(settings: z.ZodRawShape): string[] {
  const { properties = {} } = z.toJSONSchema(z.strictObject(settings), { io: 'input' })
  return Object.entries(properties).map(([name, property]) => row(name, propertySchema.parse(property)))
}

function row(name: string, property: Property): string {
  const cells = [
    `\`app:${name}\``,
    allowed(property),
    standard(property.default),
    z.string().parse(property.description),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function allowed({ enum: values, anyOf, type, minimum, maximum, items, ...more }: Property): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ')
  if (anyOf) return anyOf.map((form) => allowed(propertySchema.parse(form))).join(', or ')
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (type === 'array')
    return `array of ${z.looseObject({ format: z.string() }).parse(items).format}s`.replace('uris', 'URIs')
  if (type === 'object') {
    return `object of ${contents(more.additionalProperties || Object.values(more.properties ?? {})[0])}`
  }
  return type ?? ''
}

function contents(schema: unknown): string {
  const { type } = z.looseObject({ type: z.string() }).parse(schema)
  return type === 'integer' ? 'numbers' : `${type}s`
}

function standard(value: unknown): string {
  if (value === undefined) return ''
  return value === '' ? 'none' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}
