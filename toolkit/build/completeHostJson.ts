import { hasConfiguration } from './hostJsonSection.ts'
import { parseJsonText } from './jsonText.ts'

const extensionBundle = { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' }

export interface CompletedHostJson {
  readonly text: string
  /** What the user should know was added. */
  readonly notice?: string
}

/**
 * The text of host.json for an app that is started as a custom handler: a project made for Microsoft's Node.js
 * worker has no `customHandler`, and one without a host.json gets what the host would write (contract 2.1).
 */
export function completeHostJson(text: string | undefined): CompletedHostJson {
  const given = text === undefined ? { version: '2.0' } : parseObject(text)
  // The host reports what is wrong with a file that is no object.
  if (given === undefined) return { text: text ?? '' }
  const bundle = find(given, 'extensionBundle') === undefined ? { extensionBundle } : {}
  const handler = find(given, 'customHandler')
  if (!hasConfiguration(handler)) {
    const rest = Object.entries(given).filter(([name]) => name.toLowerCase() !== 'customhandler')
    return {
      text: format({ ...Object.fromEntries(rest), ...bundle, customHandler: defaultHandler }),
      notice: addedHandler,
    }
  }
  return { text: format({ ...given, ...bundle }) }
}

const addedHandler =
  'host.json has no customHandler, without which Azure would not start the executable: the app gets one, ' +
  'with forwarding and proxying on. Write it into host.json to choose for yourself'

const defaultHandler = {
  description: { defaultExecutablePath: 'handler' },
  enableForwardingHttpRequest: true,
  enableProxyingHttpRequest: true,
}

function find(record: Record<string, unknown>, key: string): unknown {
  return Object.entries(record).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
}

function format(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = parseJsonText(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
