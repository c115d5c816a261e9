import { type FunctionMetadata, triggerOf } from '../toolkit/build/functionMetadata.ts'
import { heartbeatWindow } from './heartbeatWindow.ts'

/** When to tell somebody. */
export interface AlertThresholds {
  readonly failures: number
  readonly latencyMs: number
}

/** A question to the telemetry of the app, asked again and again. */
export interface AlertRule {
  readonly name: string
  /** What happened, and where to look: it stands in the message. */
  readonly description: string
  /** 0 is critical, 4 is verbose. */
  readonly severity: number
  readonly query: string
  /** A number that the query answers with; without one its rows are counted. */
  readonly measure?: string
  readonly operator: 'GreaterThan' | 'LessThan'
  readonly threshold: number
  /** ISO 8601 durations: how often to ask, and about how long. */
  readonly every: string
  readonly window: string
}

/** The alerts that the functions of this app call for. */
export function alertRules(functions: readonly FunctionMetadata[], thresholds: AlertThresholds): AlertRule[] {
  const http = triggeredBy(functions, /^httpTrigger$/i)
  const poisoned = triggeredBy(functions, /^(queue|blob)Trigger$/i)
  return [
    failures(thresholds.failures),
    ...(http.length > 0 ? [latency(http, thresholds.latencyMs)] : []),
    ...(poisoned.length > 0 ? [poison] : []),
    ...heartbeat(functions),
  ]
}

const quarter = { every: 'PT5M', window: 'PT15M' }

// Telemetry is sampled; itemCount is how many occurrences a row stands for.
function failures(threshold: number): AlertRule {
  return {
    name: 'failures',
    description: `More than ${threshold} invocations failed within 15 minutes. The exceptions in Application Insights say why.`,
    severity: 1,
    query: 'requests | where success == false | summarize failed = sum(itemCount)',
    measure: 'failed',
    operator: 'GreaterThan',
    threshold,
    ...quarter,
  }
}

function latency(functions: readonly string[], threshold: number): AlertRule {
  return {
    name: 'latency',
    description: `One HTTP request in twenty took longer than ${threshold} ms for 15 minutes.`,
    severity: 2,
    query: `requests | where name in (${quoted(functions)}) | summarize p95 = percentilew(duration, itemCount, 95)`,
    measure: 'p95',
    operator: 'GreaterThan',
    threshold,
    ...quarter,
  }
}

/** The host says so, as a warning, for queues and for blobs alike (contract 10.1). */
const poison: AlertRule = {
  name: 'poison',
  description:
    'A message failed so often that it was moved to a poison queue. Mend the function, then put the message back.',
  severity: 1,
  query: "traces | where message startswith 'Message has reached MaxDequeueCount'",
  operator: 'GreaterThan',
  threshold: 0,
  ...quarter,
}

function heartbeat(functions: readonly FunctionMetadata[]): AlertRule[] {
  const timers = functions.flatMap((metadata) => {
    const { type, schedule } = triggerOf(metadata)
    if (!/^timerTrigger$/i.test(type) || typeof schedule !== 'string') return []
    const window = heartbeatWindow(schedule)
    return window ? [{ name: metadata.name, window }] : []
  })
  const [timer] = timers.sort((a, b) => a.window.minutes - b.window.minutes)
  if (timer === undefined) return []
  return [
    {
      name: 'heartbeat',
      description: `The timer function ${timer.name} did not run when it should have: the app is down, or it cannot start.`,
      severity: 0,
      query: `requests | where name == '${timer.name}'`,
      operator: 'LessThan',
      threshold: 1,
      every: timer.window.minutes > 60 ? 'PT1H' : 'PT5M',
      window: timer.window.duration,
    },
  ]
}

function triggeredBy(functions: readonly FunctionMetadata[], type: RegExp): string[] {
  return functions.filter((metadata) => type.test(triggerOf(metadata).type)).map(({ name }) => name)
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ')
}
