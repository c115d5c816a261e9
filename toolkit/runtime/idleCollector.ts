/**
 * Collects garbage once the calls have paused: what a burst of them leaves would stay in memory until the next one. It
 * takes milliseconds, so a few calls are not worth it.
 */
export class IdleCollector {
  private readonly collect: () => void
  private calls = 0

  constructor(collect: () => void) {
    this.collect = collect
  }

  /** A call has come. */
  called(): void {
    this.calls += 1
    if (this.calls === worthwhile) this.await()
  }

  private await() {
    const before = this.calls
    setTimeout(() => {
      if (this.calls !== before) return this.await()
      this.calls = 0
      this.collect()
    }, quiet)
  }
}

/** Calls since the last collection. */
export const worthwhile = 1000
/** In milliseconds. */
export const quiet = 500
