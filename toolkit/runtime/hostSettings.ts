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
  const settings = new Map(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value]))
  const setting = (path: string) => settings.get(`azurefunctionsjobhost__${path}`.toLowerCase())
  const flag = (path: string, value: boolean) => (setting(path) ?? String(value)).toLowerCase() === 'true'
  const prefix = setting('extensions__http__routePrefix') ?? built.routePrefix
  return {
    routePrefix: prefix.replace(/^\/+|\/+$/g, ''),
    forwarding: flag('customHandler__enableForwardingHttpRequest', built.forwarding),
    proxying: flag('customHandler__enableProxyingHttpRequest', built.proxying),
  }
}
