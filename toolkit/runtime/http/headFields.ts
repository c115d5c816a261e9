/** The header fields of one request, cut out of its head when they are asked for. */
export class HeadFields {
  readonly #head: string
  // Where each one's name begins and ends, and its value begins and ends.
  readonly #places: readonly number[]

  constructor(head: string, places: readonly number[]) {
    this.#head = head
    this.#places = places
  }

  /** `name` in lower case: letters and hyphens. */
  get(name: string): string | null {
    let value: string | null = null
    for (let place = 0; place < this.#places.length; place += 4) {
      if (!this.#isNamed(place, name)) continue
      const next = this.#text(place + 2)
      value = value === null ? next : `${value}, ${next}`
    }
    return value
  }

  all(): [name: string, value: string][] {
    const found: [string, string][] = []
    for (let place = 0; place < this.#places.length; place += 4)
      found.push([this.#text(place).toLowerCase(), this.#text(place + 2)])
    return found
  }

  #isNamed(place: number, name: string): boolean {
    const start = this.#at(place)
    if (this.#at(place + 1) - start !== name.length) return false
    for (let index = 0; index < name.length; index += 1) {
      if ((this.#head.charCodeAt(start + index) | toLower) !== name.charCodeAt(index)) return false
    }
    return true
  }

  #text(place: number): string {
    return this.#head.slice(this.#at(place), this.#at(place + 1))
  }

  #at(place: number): number {
    return this.#places[place] ?? 0
  }
}

// Of a letter; a digit, a hyphen stays as it is.
const toLower = 0x20
