import { expect, test } from 'vitest'
import { sourcesOf } from './depInfo.ts'

test('of the sources only those count that lie elsewhere, whatever their names', () => {
  const depInfo =
    '/target/handler: /home/me/app/src/main.rs /home/me/my\\ crates/lib.rs /home/me/application/b.rs\n'
  expect(sourcesOf(depInfo, '/home/me/app')).toEqual([
    '/home/me/application/b.rs',
    '/home/me/my crates/lib.rs',
  ])
})
