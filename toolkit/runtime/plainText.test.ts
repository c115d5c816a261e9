import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RpcTypedData } from './coreTypes.ts'
import { invoke } from './invoke.ts'
import { withPlainTextsAsJson } from './plainText.ts'
import { registry } from './registry.ts'
import { app, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

/** What the library makes of the metadata. */
async function seen(triggerMetadata: Record<string, RpcTypedData>): Promise<unknown> {
  let metadata: unknown
  const registered = registry.get('reads')
  if (registered === undefined) throw new Error('not registered')
  // Without input data the context is the only argument.
  const callback = (context: unknown) => {
    metadata = Object(context).triggerMetadata
  }
  await invoke({ ...registered, callback }, { invocationId: 'id', inputData: [], triggerMetadata })
  return metadata
}

test('the library reads the same metadata either way', async () => {
  app.storageQueue('reads', { queueName: 'q', connection: 'C', handler: () => {} })
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom('2026-06-20T06:00:06+00:00', '12', 'null', ''),
  )
  const value = fc.oneof(
    text.map((string) => ({ string })),
    fc.json().map((json) => ({ json })),
    fc.constant({}),
  )
  const name = fc.string().filter((key) => key !== '__proto__')
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { noNullPrototype: true }), async (metadata) => {
      expect(await seen(withPlainTextsAsJson(metadata))).toEqual(await seen(metadata))
    }),
  )
})
