import { expect, it } from 'vitest'
import { syncUntilTaken } from './syncTriggers.ts'
import { askedOf } from './testing/askedOf.ts'

/** Syncs with a platform that refuses so many times; answers with what became of it, and how often it was asked. */
async function syncWith(refusals: number): Promise<{ error: unknown; calls: number }> {
  let calls = 0
  let error: unknown
  const app = { name: 'func', resourceGroupName: 'rg' }
  await askedOf(
    () => syncUntilTaken(app, [0, 0]).catch((reason: unknown) => (error = reason)),
    undefined,
    () => {
      calls += 1
      if (calls <= refusals) throw Object.assign(new Error(), { details: 'BadRequest: the host starts.' })
      return {}
    },
  )
  return { error, calls }
}

it('triggers are synced at once where the app is ready', async () => {
  expect(await syncWith(0)).toEqual({ error: undefined, calls: 1 })
})

it('an app that is starting is asked again', async () => {
  expect(await syncWith(2)).toEqual({ error: undefined, calls: 3 })
})

it('one that refuses for good is named with the reason and the mend', async () => {
  const { error, calls } = await syncWith(9)
  expect(calls).toBe(3)
  expect(String(error)).toContain(
    'The triggers of the app func could not be synced: BadRequest: the host starts.\n' +
      'The app has the new package, but the platform may not start it for timers, queues and blobs. Look at its log ' +
      'for the reason, then run `pulumi up` again: it goes on here.',
  )
})
