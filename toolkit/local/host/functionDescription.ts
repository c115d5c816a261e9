import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJsonText } from '../../build/jsonText.ts'
import type { HostedFunction } from './functionFolders.ts'
import { httpFunction } from './triggers/httpRoutes.ts'

/** What `/admin/functions` tells of a function, with the members and names of the real host. */
export function functionDescription(
  hosted: HostedFunction,
  { directory, routePrefix, baseUrl }: DescriptionContext,
): object {
  const { name, isDisabled } = hosted
  const files = `${baseUrl}/admin/vfs/site/wwwroot/${name}`
  return {
    name,
    script_root_path_href: `${files}/`,
    script_href: null,
    config_href: `${files}/function.json`,
    test_data_href: null,
    href: `${baseUrl}/admin/functions/${name}`,
    invoke_url_template: invokeUrl(hosted, baseUrl, routePrefix),
    language: 'Custom',
    config: functionJson(directory, hosted),
    files: null,
    test_data: null,
    isDisabled,
    isDirect: false,
    isProxy: false,
  }
}

export interface DescriptionContext {
  readonly directory: string
  readonly routePrefix: string
  /** As the client sees the host, without a slash at its end. */
  readonly baseUrl: string
}

function invokeUrl(hosted: HostedFunction, baseUrl: string, routePrefix: string): string | null {
  if (hosted.trigger.type.toLowerCase() !== 'httptrigger') return null
  const path = [routePrefix, httpFunction(hosted).template].filter((part) => part !== '').join('/')
  return `${baseUrl}/${path}`.toLowerCase()
}

/** function.json as it stands; a function of a route in host.json has none. */
function functionJson(directory: string, { name, trigger, inputs, outputs }: HostedFunction): unknown {
  try {
    return parseJsonText(readFileSync(join(directory, name, 'function.json'), 'utf8'))
  } catch {
    return { bindings: [trigger, ...inputs, ...outputs] }
  }
}
