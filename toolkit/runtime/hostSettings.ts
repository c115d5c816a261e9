/** The part of host.json that decides how the host calls the handler. */
export interface HostSettings {
  /** Without slashes at its ends; empty for none. */
  readonly routePrefix: string
  /** `enableForwardingHttpRequest`, contract 7 */
  readonly forwarding: boolean
  /** `enableProxyingHttpRequest`, contract 8 */
  readonly proxying: boolean
}

/** Whether pure HTTP functions get the request itself. */
export function passesRequestsOn({ forwarding, proxying }: HostSettings): boolean {
  return forwarding || proxying
}

/** Contract 2.1: an app setting overrides the value of host.json, for the handler as for the host. */
export function overrideHostSettings(
  built: HostSettings,
  environment: Readonly<Record<string, string | undefined>>,
): HostSettings {
  let { routePrefix, forwarding, proxying } = built
  for (const name in environment) {
    const key = name.toLowerCase()
    const value = key.startsWith(prefix) ? environment[name] : undefined
    if (value === undefined) continue
    const setting = key.slice(prefix.length)
    if (setting === 'extensions__http__routeprefix') routePrefix = value
    else if (setting === 'customhandler__enableforwardinghttprequest') forwarding = isTrue(value)
    else if (setting === 'customhandler__enableproxyinghttprequest') proxying = isTrue(value)
  }
  return { routePrefix: withoutSlashes(routePrefix), forwarding, proxying }
}

const prefix = 'azurefunctionsjobhost__'

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true'
}

function withoutSlashes(path: string): string {
  if (path.startsWith('/')) return withoutSlashes(path.slice(1))
  return path.endsWith('/') ? withoutSlashes(path.slice(0, -1)) : path
}
