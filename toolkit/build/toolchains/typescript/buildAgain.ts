import type { BuildFailure, BuildResult, Plugin } from 'esbuild'
import type { Places } from './modulePlaces.ts'

/** What only a finished bundle shows, and the next one takes into account. */
type Findings = Pick<Places, 'madeUp' | 'beside'>

export interface Ways {
  pluginsFor(findings: Findings): Plugin[]
  find(built: BuildResult): Findings
}

/**
 * Builds once, unless packages load modules in ways that the bundler does not see: then until nothing more is found,
 * because what comes in may do so as well.
 */
export async function buildAgain(
  build: (plugins: Plugin[]) => Promise<BuildResult>,
  ways: Ways,
  known: Findings = { madeUp: new Map(), beside: new Map() },
): Promise<BuildResult> {
  const built = await build(ways.pluginsFor(known))
  const found = ways.find(built)
  const madeUp = new Map([...found.madeUp, ...known.madeUp])
  const beside = new Map([...found.beside, ...known.beside])
  if (madeUp.size === known.madeUp.size && beside.size === known.beside.size) return built
  try {
    return await buildAgain(build, ways, { madeUp, beside })
  } catch (error) {
    // What no app has asked for so far does not fail it.
    if (isBuildFailure(error)) return built
    throw error
  }
}

export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
