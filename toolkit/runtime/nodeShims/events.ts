/** What `@azure/functions` uses of node:events. */
export class EventEmitter {
  readonly #listeners = new Map<string, () => void>()

  once(event: string, listener: () => void): void {
    this.#listeners.set(event, listener)
  }

  emit(event: string): void {
    const listener = this.#listeners.get(event)
    this.#listeners.delete(event)
    listener?.()
  }
}
