import { wireName } from '../../../runtime/bindings.ts'
import type { CoreBinding, CoreFunctionMetadata } from '../../../runtime/coreTypes.ts'

/** The content of function.json for what `app.http`, `app.timer` and the others register. */
export function toFunctionJson({ bindings, retryOptions }: CoreFunctionMetadata): object {
  return {
    bindings: Object.entries(bindings).map(([name, binding]) => toBinding(name, binding)),
    ...(retryOptions && { retry: toRetry(retryOptions) }),
  }
}

function toBinding(name: string, binding: CoreBinding): object {
  const { type, direction, properties: _workerOnly, name: _name, dataType, ...rest } = binding
  // Our codec sends bytes as base64, which the host decodes only without this (contract 6.3, 12 no. 3).
  const keepsType = direction === 'in' && dataType !== undefined
  return { name: wireName(name, binding), type, direction, ...(keepsType && { dataType }), ...rest }
}

function toRetry(retry: NonNullable<CoreFunctionMetadata['retryOptions']>): object {
  const { maxRetryCount, retryStrategy: strategy, delayInterval, minimumInterval, maximumInterval } = retry
  if (strategy === 'fixedDelay') return { strategy, maxRetryCount, delayInterval: toTimeSpan(delayInterval) }
  return {
    strategy,
    maxRetryCount,
    minimumInterval: toTimeSpan(minimumInterval),
    maximumInterval: toTimeSpan(maximumInterval),
  }
}

function toTimeSpan(duration: { readonly seconds: number } | undefined): string | undefined {
  if (duration === undefined) return undefined
  const days = Math.floor(duration.seconds / 86_400)
  const units = [
    Math.floor(duration.seconds / 3600) % 24,
    Math.floor(duration.seconds / 60) % 60,
    duration.seconds % 60,
  ]
  const time = units.map((unit) => String(unit).padStart(2, '0')).join(':')
  return days === 0 ? time : `${days}.${time}`
}
