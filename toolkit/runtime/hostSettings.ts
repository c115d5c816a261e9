/** The part of host.json that decides how the host calls the handler. */
export interface HostSettings {
  /** Without slashes at its ends; empty for none. */
  readonly routePrefix: string
  /** Whether pure HTTP functions get the request itself: forwarding or proxying (contract 7, 8). */
  readonly forwarding: boolean
}

/** Contract 2.1: an app setting overrides the value of host.json, for the handler as for the host. */
export function overrideHostSettings(
  built: HostSettings,
  environment: Readonly<Record<string, string | undefined>>,
): HostSettings {
  const setting = (path: string) => environment[`AzureFunctionsJobHost__${path}`]
  const flags = [
    setting('customHandler__enableForwardingHttpRequest'),
    setting('customHandler__enableProxyingHttpRequest'),
  ].filter((flag) => flag !== undefined)
  const prefix = setting('extensions__http__routePrefix') ?? built.routePrefix
  return {
    routePrefix: prefix.replace(/^\/+|\/+$/g, ''),
    forwarding: flags.length === 0 ? built.forwarding : flags.some((flag) => flag.toLowerCase() === 'true'),
  }
}
