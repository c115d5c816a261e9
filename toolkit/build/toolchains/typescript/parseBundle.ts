import { type Program, parse } from 'acorn'

/** Pure. Undefined: the bundle is left as it is, because it is large, or the bundler knows what this parser does not. */
export function parseBundle(bundle: string): Program | undefined {
  if (bundle.length > largest) return undefined
  try {
    return parse(bundle, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
    })
  } catch {
    return undefined
  }
}

// Above this an app's own code decides how long a start takes and how much memory it has, and reading it all how long
// a build does.
const largest = 1024 * 1024
