import { hasConfiguration, invalid } from './hostJsonSection.ts'

/** The root of host.json with the defaults its `configurationProfile` stands for. Contract 3.3. Throws UserError. */
export function applyProfile(root: unknown): unknown {
  if (!isNode(root)) return root
  const profile = read(root, 'configurationProfile')
  const name = typeof profile === 'string' ? profile.toLowerCase() : ''
  if (profile === undefined || profile === null || name === 'default' || profile === '') return root
  if (!CUSTOM_PROFILES.includes(name)) {
    throw invalid(
      `Configuration profile '${String(profile)}' is not supported. Supported values: default, ${CUSTOM_PROFILES.join(', ')}.`,
    )
  }
  return merge(DEFAULTS, root)
}

const CUSTOM_PROFILES = ['mcp-custom-handler', 'web-app-custom-handler']
const DEFAULTS: Node = {
  customHandler: { enableProxyingHttpRequest: true, http: { routes: [{ route: '{*route}' }] } },
  extensions: { http: { routePrefix: '' } },
}

type Node = Record<string, unknown>

/** What `given` says wins; names match ignoring case. */
function merge(defaults: Node, given: Node): Node {
  const merged: Node = { ...given }
  for (const [key, fallback] of Object.entries(defaults)) {
    const name = Object.keys(given).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key
    const value = given[name]
    if (isNode(fallback) && isNode(value)) merged[name] = merge(fallback, value)
    else if (value !== '' && !hasConfiguration(value)) merged[name] = fallback
  }
  return merged
}

function read(node: Node, key: string): unknown {
  return Object.entries(node).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
