import { setTimeout as sleep } from 'node:timers/promises'
import { findConnection } from '../connection.ts'
import { type TimerStatus, timerTriggerData } from '../envelope/timerTriggerData.ts'
import { parseSchedule, type Schedule } from './schedule.ts'
import type { StartListener } from './startListeners.ts'
import { NEVER, statusTime, timerStatusBlob } from './timerStatus.ts'

/** Runs a function on its schedule, never two at a time. Contract 10.3 */
export const startTimerListener: StartListener = (hosted, services) => {
  const { trigger, name } = hosted
  const schedule = parseSchedule(typeof trigger.schedule === 'string' ? trigger.schedule : '')
  const store = openStore()
  const stopping = new AbortController()

  async function run(): Promise<void> {
    let status = await store?.read().catch(report)
    if (stopping.signal.aborted) return
    const now = new Date()
    const due = status && expected(schedule, status, now)
    if (due && due < now) status = await fire(status, true)
    else if (trigger.runOnStartup === true) status = await fire(status, false)
    else if (!status) status = await remember(NEVER, now)

    for (let next = schedule.next(new Date()); next; next = schedule.next(new Date())) {
      await until(next, stopping.signal)
      if (stopping.signal.aborted) return
      status = await fire(status, false)
    }
  }

  async function fire(status: TimerStatus | undefined, isPastDue: boolean): Promise<TimerStatus | undefined> {
    const firedAt = new Date()
    const event = timerTriggerData({
      functionName: name,
      firedAt,
      isPastDue,
      adjustForDst: schedule.adjustForDst,
      status: (store && status) ?? null,
    })
    await services.invoke(hosted, event, () => true)
    return remember(statusTime(firedAt), firedAt)
  }

  async function remember(last: string, updated: Date): Promise<TimerStatus | undefined> {
    const next = schedule.next(updated)
    if (!store || !next) return undefined
    const status = { Last: last, Next: statusTime(next), LastUpdated: statusTime(updated) }
    await store.write(status).catch(report)
    return status
  }

  function openStore() {
    if (trigger.useMonitor === false || isFrequent(schedule)) return undefined
    if (findConnection('AzureWebJobsStorage', services.environment) === undefined) return undefined
    return timerStatusBlob(services.storage.blobs(undefined), services.hostId, name)
  }

  function report(error: unknown): undefined {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `The status of timer '${name}' cannot be kept in AzureWebJobsStorage: ${reason}`
    services.log({ level: 'warning', category: 'Host.Triggers.Timer', message, functionName: name })
    return undefined
  }

  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

const MINUTE = 60_000

/** When a timer with this status should have run next. */
function expected(schedule: Schedule, { Last, LastUpdated }: TimerStatus, now: Date): Date | undefined {
  const last = Last.startsWith('0001-') ? new Date(LastUpdated) : new Date(Last)
  return schedule.next(Number.isNaN(last.getTime()) ? now : last)
}

/** Contract 10.3: more often than once a minute switches the monitor off. */
function isFrequent(schedule: Schedule): boolean {
  const first = schedule.next(new Date())
  const second = first && schedule.next(first)
  return first !== undefined && second !== undefined && second.getTime() - first.getTime() < MINUTE
}

/** Waits for a time that may be further away than one timer can count; returns early when aborted. */
async function until(time: Date, signal: AbortSignal): Promise<void> {
  for (let left = time.getTime() - Date.now(); left > 0; left = time.getTime() - Date.now()) {
    await sleep(Math.min(left, LONGEST_SLEEP), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
  }
}

const LONGEST_SLEEP = 24 * 60 * 60_000
