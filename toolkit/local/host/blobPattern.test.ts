import { describe, expect, it } from 'vitest'
import { blobPattern } from './blobPattern.ts'

describe('blobPattern', () => {
  it.each([
    ['letters', 'a/b.txt', {}],
    ['letters/{name}', 'a/b.txt', { name: 'a/b.txt' }],
    ['letters/{name}.{extension}', 'a.b.txt', { name: 'a.b', extension: 'txt' }],
    ['letters/in/{name}.txt', 'in/a.txt', { name: 'a' }],
    ['letters/in/{name}.txt', 'in/axtxt', undefined],
    ['letters/in/{name}', 'out/a', undefined],
    ['letters/{{x}}-{name}', '{x}-a', { name: 'a' }],
    ['letters/(1).txt', '(1).txt', {}],
    ['letters/Fixed.txt', 'fixed.txt', undefined],
  ])('%s has for %s the tokens %j', (path, blobName, tokens) => {
    expect(blobPattern(path).container).toBe('letters')
    expect(blobPattern(path).match(blobName)).toEqual(tokens)
  })

  it.each(['', '/x', 'in/x', '{container}/x', 'Upper/x', undefined])('refuses %j', (path) => {
    expect(() => blobPattern(path)).toThrow(
      `The path '${path}' of a blob trigger must be 'container' or 'container/name', where the name may hold {tokens} and the container is 3 to 63 lower case letters, digits and dashes.`,
    )
  })
})
