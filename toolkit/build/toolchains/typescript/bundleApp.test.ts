import { expect, test } from 'vitest'
import { withoutPaths } from './bundleApp.ts'

test('a bundle does not say where its modules lay', () => {
  const bundle = 'var a=__commonJS({"../../home/me/a.js"(exports){b()}}),c=__esm({"c.ts"(){"use strict"}});'
  expect(withoutPaths(bundle)).toBe(
    'var a=__commonJS({"module"(exports){b()}}),c=__esm({"module"(){"use strict"}});',
  )
})

test('a function that only looks alike stays as it is', () => {
  const bundle = 'commonJS({"a.js"(){}});({"a.js"(x){}});my__esm({"b"(){}})'
  expect(withoutPaths(bundle)).toBe(bundle)
})
