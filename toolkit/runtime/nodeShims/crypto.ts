/** What `@azure/functions` uses of node:crypto: it names bindings by a hash while the app starts. */
export function createHash(algorithm: string): Hash {
  const Hasher = Reflect.get(globalThis, 'Bun')?.CryptoHasher
  // The build loads the app in Node.js, which has to come to the same names.
  return Hasher ? new Hasher(algorithm) : process.getBuiltinModule('node:crypto').createHash(algorithm)
}

interface Hash {
  update(data: string): Hash
  digest(encoding: 'hex'): string
}
