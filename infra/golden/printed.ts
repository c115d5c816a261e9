import { resolve } from 'node:path'
import type { Asked } from '../testing/program.ts'

const project = resolve(import.meta.dirname, '../..')
const shownOptions = [
  'protect',
  'retainOnDelete',
  'deleteBeforeReplace',
  'ignoreChanges',
  'replaceOnChanges',
  'replacementTrigger',
  'customTimeouts',
]

/** Everything the program asks of a provider: a paragraph for each resource, a line for each argument and each resource before it. */
export function printed(asked: readonly Asked[]): string {
  const paragraphs = asked
    .filter(({ type }) => !type.startsWith('custom-handler-stack:') && !type.startsWith('pulumi:'))
    .map(({ type, name, inputs, options, order }) =>
      [
        `${type} ${name}`,
        ...Object.entries(inputs)
          .flatMap(([key, value]) => lines(key, value))
          .sort(),
        ...Object.entries(options)
          .filter(([key, value]) => shownOptions.includes(key) && text(value) !== '[]' && value !== undefined)
          .map(([key, value]) => `  (${key}: ${text(value)})`)
          .sort(),
        ...order.replacedWith.map((resource) => `  replaced with ${resource}`),
        ...order.after.map((resource) => `  after ${resource}`),
        '',
      ].join('\n'),
    )
  return paragraphs.sort().join('\n')
}

/** An argument in one line; those with much in them, and lists by name, in more. */
function lines(path: string, value: unknown): string[] {
  if (isSecret(value)) return [`  ${path} is a secret`, ...lines(path, value.value)]
  if (Array.isArray(value) && value.length > 0 && value.every(isNamedValue)) {
    return value.map((entry) => `  ${path} ${entry.name}: ${text(entry.value)}`)
  }
  if (
    isRecord(value) &&
    /^(siteConfig|functionAppConfig)(\.[^.]+)?$|^properties(\.parameters)?$/.test(path)
  ) {
    return Object.entries(value).flatMap(([key, part]) => lines(`${path}.${key}`, part))
  }
  return [`  ${path}: ${isRecord(value) && value.__pulumiAsset === true ? 'a file' : text(value)}`]
}

function text(value: unknown): string {
  return JSON.stringify(value).replaceAll(project, '<project>')
}

function isNamedValue(value: unknown): value is { name: string; value: unknown } {
  return isRecord(value) && typeof value.name === 'string' && Object.keys(value).join() === 'name,value'
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Pulumi's wire format (pulumi/pulumi, sdk/go/common/resource)
function isSecret(value: unknown): value is { value: unknown } {
  return isRecord(value) && value['4dabf18193072939515e22adb298388d'] === '1b47061264138c4ac30d75fd1eb44270'
}
