import type { EventEmitter } from 'node:events'

/** Limits the HTTP requests an instance works on at a time. Contract 2.4, `extensions.http` */
export interface RequestThrottle {
  /**
   * Calls `work` at once or when it is its turn, unless the client has left by then; false when there are too many
   * already. The turn ends when the response closes.
   */
  admit(response: EventEmitter, work: () => void): boolean
}

export function createThrottle(maxOutstanding: number, maxConcurrent: number): RequestThrottle {
  const waiting = new Set<() => void>()
  let running = 0
  return {
    admit(response, work) {
      if (running + waiting.size >= maxOutstanding) return false
      const start = () => {
        waiting.delete(start)
        running++
        work()
      }
      response.once('close', () => {
        if (waiting.delete(start)) return
        running--
        const [next] = waiting
        next?.()
      })
      if (running < maxConcurrent) start()
      else waiting.add(start)
      return true
    },
  }
}
