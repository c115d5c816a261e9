import { setTimeout as delay } from 'node:timers/promises'
import { UserError } from '../build/userError.ts'

const patience = 15_000

/**
 * Waits until the functions of an app answer.
 * @throws UserError with the reason `why` knows when they do not
 */
export async function answering(url: string, why: () => Promise<string | undefined>): Promise<void> {
  const reason = await why()
  const deadline = Date.now() + (reason === undefined ? patience : 0)
  do {
    if (await isRunning(url)) return
    await delay(50)
  } while (Date.now() < deadline)
  throw new UserError(
    'app-not-running',
    `The function app at ${url} does not answer. ${reason ?? 'Its log above says why.'}\n` +
      'Mend it and run `npm start` again.',
  )
}

/** Asks the host, not a function: a function may do something when it is called. */
function isRunning(url: string): Promise<boolean> {
  return fetch(`${url}/admin/host/status`).then(
    async (response) => response.ok && /"state"\s*:\s*"Running"/.test(await response.text()),
    () => false,
  )
}
