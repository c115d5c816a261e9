import { type TimerStatus, timerTriggerData } from '../envelope/timerTriggerData.ts'
import { whatNext } from '../storageClients.ts'
import { checkTimerStatus } from './checkTimerStatus.ts'
import { waitForLock } from './singletonLock.ts'
import type { StartListener } from './startListeners.ts'
import { setUpTimer } from './timerSetup.ts'
import { NEVER, statusTime } from './timerStatus.ts'
import { localTime } from './timeZone.ts'
import { waitUntilDue } from './waitUntilDue.ts'

/** Runs a function on its schedule, in one of all hosts of the app, never two at a time. Contract 10.3 */
export const startTimerListener: StartListener = (hosted, services) => {
  const { trigger, name } = hosted
  const { schedule, storage, store, zone: found } = setUpTimer(hosted, services)
  const { name: zone, unknown } = found
  if (unknown)
    warn(`There is no time zone '${unknown}', so timer '${name}' runs in UTC. Use a name as 'Europe/Berlin'.`)
  const stopping = new AbortController()

  async function run(): Promise<void> {
    if (!storage) return runWhile(stopping.signal)
    const path = `locks/${services.hostId}/Host.Functions.${name}.Listener`
    const onError = (error: unknown) =>
      warn(`Timer '${name}' cannot be locked in AzureWebJobsStorage: ${reasonOf(error)}. ${whatNext(error)}`)
    for (;;) {
      const lock = await waitForLock({ service: storage, path, signal: stopping.signal, onError })
      if (!lock) return
      await runWhile(AbortSignal.any([stopping.signal, lock.lost]))
      await lock.release()
    }
  }

  async function runWhile(signal: AbortSignal): Promise<void> {
    const stored = await store?.read().catch(notKept)
    if (signal.aborted) return
    const check = checkTimerStatus(schedule, stored, new Date(), zone)
    if (check.toStore) await save(check.toStore)
    let { status, next } = check
    const runFirst = check.isPastDue || trigger.runOnStartup === true
    if (runFirst) ({ status, next } = await fire(status, new Date(), check.isPastDue))
    while (next) {
      const waited = await waitUntilDue(next, signal)
      if (waited === 'aborted') return
      // A run may begin a moment early, and must not be due again then.
      if (waited === 'due')
        ({ status, next } = await fire(status, new Date(Math.max(Date.now(), next.getTime()))))
      else next = schedule.next(new Date())
    }
  }

  async function fire(status: TimerStatus, firedAt: Date, isPastDue = false) {
    const event = timerTriggerData({
      functionName: name,
      firedAt: localTime(firedAt, zone),
      isPastDue,
      adjustForDst: schedule.adjustForDst,
      status: store ? status : null,
    })
    await services.invoke(hosted, event, () => true)
    const next = schedule.next(firedAt)
    const last = statusTime(firedAt, zone)
    const after = { Last: last, Next: next ? statusTime(next, zone) : NEVER, LastUpdated: last }
    await save(after)
    return { status: after, next }
  }

  async function save(status: TimerStatus): Promise<void> {
    await store?.write(status).catch(notKept)
  }

  function notKept(error: unknown): undefined {
    warn(`The status of timer '${name}' cannot be kept in AzureWebJobsStorage: ${reasonOf(error)}`)
    return undefined
  }

  function warn(message: string): void {
    services.log({ level: 'warning', category: 'Host.Triggers.Timer', message, functionName: name })
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
