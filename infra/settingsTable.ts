import { z } from 'zod'
import { settingsSchema } from './settings.ts'

const propertySchema = z.looseObject({
  description: z.string(),
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  items: z.unknown().optional(),
  default: z.unknown().optional(),
})
type Property = z.infer<typeof propertySchema>

/** `docs/settings.md`: every setting, out of the one schema that also checks them. */
export function settingsTable(): string {
  const { properties = {} } = z.toJSONSchema(settingsSchema, { io: 'input' })
  const rows = Object.entries(properties).map(([name, property]) => row(name, propertySchema.parse(property)))
  return [
    '<!-- Generated from infra/settings.ts: `npx vitest run infra/settingsTable.test.ts -u` writes it anew. -->',
    '# Settings',
    '',
    'Settings of a stack stand in its file, `Pulumi.<stack>.yaml`, or are set with',
    '`pulumi config set app:<name> <value>`. `azure-native:location` is the region. Anything wrong is reported',
    'at once, before the first resource is touched.',
    '',
    '| setting | allowed | default | meaning |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

function row(name: string, property: Property): string {
  const cells = [`\`app:${name}\``, allowed(property), standard(property.default), property.description]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function allowed({ enum: values, type, minimum, maximum, items }: Property): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ')
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (type === 'array')
    return `array of ${z.looseObject({ format: z.string() }).parse(items).format.toUpperCase()}s`
  if (type === 'object') return 'object of strings'
  return type ?? ''
}

function standard(value: unknown): string {
  if (value === undefined) return ''
  return value === '' ? 'none' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}
