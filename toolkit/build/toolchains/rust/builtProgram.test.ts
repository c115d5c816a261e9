import { expect, test } from 'vitest'
import { messageOf } from '../../testing/messageOf.ts'
import { builtProgram } from './builtProgram.ts'

const artifact = (name: string, kind: string, executable: string | null) =>
  JSON.stringify({ reason: 'compiler-artifact', target: { name, kind: [kind] }, executable })
const output = (...lines: string[]) =>
  [artifact('serde', 'lib', null), ...lines, '{"reason":"build-finished","success":true}', ''].join('\n')

test('the one program is taken, of several the one called handler', () => {
  const one = artifact('one', 'bin', '/target/one')
  expect(builtProgram(output(one), '/project')).toBe('/target/one')
  expect(builtProgram(output(one, artifact('handler', 'bin', '/target/handler')), '/project')).toBe(
    '/target/handler',
  )
})

test('none, or several without that name, are refused', async () => {
  expect(await messageOf(() => builtProgram(output(), '/project'))).toBe(
    'The package in /project has no program to start. Write a src/main.rs.',
  )
  const two = output(artifact('one', 'bin', '/target/one'), artifact('two', 'bin', '/target/two'))
  expect(await messageOf(() => builtProgram(two, '/project'))).toBe(
    'The package in /project has several programs (one, two). Call the one that answers the host "handler".',
  )
})
