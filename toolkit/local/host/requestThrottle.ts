/** Limits the HTTP requests an instance works on at a time. Contract 2.4, `extensions.http` */
export interface RequestThrottle {
  /** Calls `work` at once or when it is its turn; false when there are too many already. `work` gets what ends it. */
  admit(work: (done: () => void) => void): boolean
}

export function createThrottle(maxOutstanding: number, maxConcurrent: number): RequestThrottle {
  const waiting: (() => void)[] = []
  let running = 0
  const start = (work: (done: () => void) => void) => {
    running++
    work(() => {
      running--
      waiting.shift()?.()
    })
  }
  return {
    admit(work) {
      if (running + waiting.length >= maxOutstanding) return false
      if (running < maxConcurrent) start(work)
      else waiting.push(() => start(work))
      return true
    },
  }
}
