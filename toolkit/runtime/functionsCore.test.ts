import { expect, test } from 'vitest'
import { Disposable } from './functionsCore.ts'

test('what makes one disposable of several works by itself', () => {
  const disposed: string[] = []
  const disposableOf = (name: string) => new Disposable(() => void disposed.push(name))
  const { from } = Disposable
  const both = from(disposableOf('a'), disposableOf('b'))
  both.dispose()
  both.dispose()
  expect(both).toBeInstanceOf(Disposable)
  expect(disposed).toEqual(['a', 'b'])
})
