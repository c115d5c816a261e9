/** How often the handler failed, as the host counts it for contract 4.5. */
export interface Strikes {
  /** Counts one more failure at time `now` (milliseconds); true when it was one too many. */
  strike(now: number): boolean
}

export function createStrikes(): Strikes {
  let count = 0
  let last = 0
  return {
    strike(now) {
      if (now - last > MEMORY) count = 0
      last = now
      return ++count >= LIMIT
    },
  }
}

const LIMIT = 3
const MEMORY = 30 * 60_000
