import { expect, test } from 'vitest'
import { sourcesOf } from './depInfo.ts'

test('of the sources only those count that lie elsewhere, whatever their names', () => {
  const depInfo = '/target/handler: /work/app/src/main.rs /work/my\\ crates/lib.rs /work/application/b.rs\n'
  expect(sourcesOf(depInfo, '/work/app')).toEqual(['/work/application/b.rs', '/work/my crates/lib.rs'])
})
