import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The files of the transports that modules name to pino by a package, by that name: it loads them in a thread. */
export function pinoTransports(modules: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  if (!modules.some((module) => module.includes('/node_modules/thread-stream/'))) return found
  for (const module of modules) {
    if (module.includes('/node_modules/') || !/\.[cm]?[jt]sx?$/.test(module)) continue
    for (const name of transportNames(readFileSync(module, 'utf8'))) {
      const file = resolveFrom(module, name)
      if (file !== undefined) found.set(name, file)
    }
  }
  return found
}

/**
 * Pure: a bundle in which pino finds these transports, by their places in the app folder. `root` is an expression for that
 * folder. https://github.com/pinojs/pino/blob/main/docs/bundling.md
 */
export function withPinoTransports(
  bundle: string,
  places: ReadonlyMap<string, string>,
  root: string,
): string {
  if (places.size === 0) return bundle
  const paths = [...places].map(
    ([name, place]) => `${JSON.stringify(name)}:${root}+${JSON.stringify(`/${place}`)}`,
  )
  return `globalThis.__bundlerPathsOverrides={${paths.join(',')},...globalThis.__bundlerPathsOverrides};${bundle}`
}

/** Pure: of packages; `pino/file` is a part of pino, which finds it. */
export function transportNames(text: string): string[] {
  if (!/\bpino\b/i.test(text)) return []
  return [...text.matchAll(/\btarget['"]?\s*:\s*(?:'([^'\n]+)'|"([^"\n]+)")/g)]
    .map(([, one, two]) => one ?? two ?? '')
    .filter((name) => /^(?:@[\w.-]+\/)?[\w-][\w./-]*$/.test(name) && name !== 'pino/file')
}

function resolveFrom(module: string, name: string): string | undefined {
  try {
    const file = createRequire(module).resolve(name)
    return file.startsWith('/') ? file : undefined
  } catch {
    // Not installed, as it may be for who develops the app only, or no transport.
    return undefined
  }
}
