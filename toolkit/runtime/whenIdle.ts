/**
 * Tidies up once the calls have paused: what a burst of them leaves would stay in memory until the next one. It takes
 * milliseconds, so a few calls are not worth it.
 */
export class WhenIdle {
  private readonly quiet: number
  private readonly tidyUp: () => void
  private calls = 0

  /** `quiet` is the pause, in milliseconds. */
  constructor(quiet: number, tidyUp: () => void) {
    this.quiet = quiet
    this.tidyUp = tidyUp
  }

  /** A call has come. */
  called(): void {
    this.calls += 1
    if (this.calls === worthwhile) this.await(0)
  }

  // A look at the clock in every call would cost more than all of this.
  private await(quietLooks: number) {
    const before = this.calls
    setTimeout(() => {
      if (this.calls !== before) this.await(0)
      else if (quietLooks + 1 < looks) this.await(quietLooks + 1)
      else this.act()
    }, this.quiet / looks)
  }

  private act() {
    const begun = performance.now()
    this.tidyUp()
    // Bun shrinks once no JavaScript runs, which is before this: no call comes in between.
    queueMicrotask(() => {
      // Where it takes long, the memory is the app's own, and the next call would wait for nothing.
      this.calls = performance.now() - begun > longest ? Number.NEGATIVE_INFINITY : 0
    })
  }
}

// In one pause.
const looks = 5

/** Calls since the last time. */
export const worthwhile = 1000
/** In milliseconds. */
export const longest = 50
