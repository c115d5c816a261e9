import { buildIdOf } from '../toolkit/build/buildId.ts'
import { parseHostJson } from '../toolkit/build/hostJson.ts'
import type { LogLevel } from '../toolkit/build/logLevels.ts'

/** What the stack has to know of an app's host.json. */
export interface HostFacts {
  /** What the URLs of HTTP functions begin with; without slashes. */
  readonly routePrefix: string
  /** What host.json asks for, in milliseconds; where it does not, each plan has its own. */
  readonly functionTimeout: number | undefined
  /** The beginning of a log category → the least level that is logged. */
  readonly logLevels: ReadonlyMap<string, LogLevel>
  /** What the app answers in the header x-build-id; a package may be older than that header. */
  readonly buildId: string | undefined
}

export function hostFacts(text: string, path: string): HostFacts {
  const { routePrefix, functionTimeout, logLevels } = parseHostJson(text, path)
  return {
    routePrefix,
    logLevels,
    functionTimeout: /"functionTimeout"/i.test(text) ? functionTimeout : undefined,
    buildId: buildIdOf(text, path),
  }
}
