import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { UserError } from '../build/userError.ts'

const patience = 15_000

const statusSchema = z.object({ state: z.string(), errors: z.array(z.string()).default([]) })

/**
 * Waits until the functions of an app answer. `why` knows what went wrong outside of the app's host.
 * @throws UserError with the reason when they do not
 */
export async function answering(url: string, why: () => Promise<string | undefined>): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    const status = await hostStatus(url)
    const reason = (await why()) ?? status?.errors.join('\n')
    if (status?.state === 'Running' && !reason) return
    if (reason || Date.now() > deadline) throw notAnswering(url, reason || 'Its log says why.')
    await delay(50)
  }
}

/** Asks the host, not a function: a function may do something when it is called. */
function hostStatus(url: string): Promise<z.infer<typeof statusSchema> | undefined> {
  return fetch(`${url}/admin/host/status`).then(
    async (response) => statusSchema.safeParse(await response.json().catch(() => undefined)).data,
    () => undefined,
  )
}

function notAnswering(url: string, reason: string): UserError {
  return new UserError(
    'app-not-running',
    `The function app at ${url} does not answer. ${reason}\n` +
      'Mend it and run `npm start` again; one that runs in another terminal has to be ended first.',
  )
}
