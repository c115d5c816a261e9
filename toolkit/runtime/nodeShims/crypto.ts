import { buildFacts } from '../buildFacts.ts'
import { bun } from '../bun.ts'

/**
 * What `@azure/functions` uses of node:crypto: it names bindings by a hash while the app starts. The build has met the
 * same texts, so that the executable knows their hashes.
 */
export function createHash(algorithm: string): Hash {
  return {
    update: (data) => ({ digest: () => known[data] ?? remember(data, hash(algorithm, data)) }),
  }
}

export const randomBytes: typeof import('node:crypto').randomBytes = (...size: [size: number]) =>
  process.getBuiltinModule('node:crypto').randomBytes(...size)

interface Hash {
  update(data: string): { digest(encoding: 'hex'): string }
}

const known = buildFacts.bindingHashes

/** Every hash the app has asked for. */
export function knownHashes(): Readonly<Record<string, string>> {
  return known
}

function remember(data: string, hex: string): string {
  known[data] = hex
  return hex
}

function hash(algorithm: string, data: string): string {
  const runtime = bun()
  // The build loads the app in Node.js, which has to come to the same names.
  const hasher = runtime
    ? new runtime.CryptoHasher(algorithm)
    : process.getBuiltinModule('node:crypto').createHash(algorithm)
  return hasher.update(data).digest('hex')
}
