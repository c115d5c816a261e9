/** What waits for the events of one trigger. */
export interface Listener {
  /** Takes no new event from now on; resolves when the running ones have ended. */
  stop(): Promise<void>
}
