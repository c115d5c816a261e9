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
  const settings = new Map<string, string | undefined>()
  for (const name in environment) {
    const key = name.toLowerCase()
    if (key.startsWith(prefix)) settings.set(key.slice(prefix.length), environment[name])
  }
  const flag = (path: string, value: boolean) =>
    (settings.get(path)?.toLowerCase() ?? String(value)) === 'true'
  return {
    routePrefix: withoutSlashes(settings.get('extensions__http__routeprefix') ?? built.routePrefix),
    forwarding: flag('customhandler__enableforwardinghttprequest', built.forwarding),
    proxying: flag('customhandler__enableproxyinghttprequest', built.proxying),
  }
}

const prefix = 'azurefunctionsjobhost__'

function withoutSlashes(path: string): string {
  if (path.startsWith('/')) return withoutSlashes(path.slice(1))
  return path.endsWith('/') ? withoutSlashes(path.slice(0, -1)) : path
}
