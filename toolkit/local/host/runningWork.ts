/** Counts what is under way, so that stopping can let it end. */
export interface RunningWork {
  /** Marks the start of something; call the result once at its end. */
  begin(): () => void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

export function createRunningWork(): RunningWork {
  let count = 0
  let waiting: (() => void)[] = []
  const end = () => {
    if (--count > 0) return
    for (const resolve of waiting) resolve()
    waiting = []
  }
  return {
    begin() {
      count++
      return end
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}
