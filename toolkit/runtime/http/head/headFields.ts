import { valueAt } from './valueAt.ts'

/** The header fields of one request, cut out of its head when they are asked for. */
export class HeadFields {
  // From the line break before the first field to the one behind the last.
  private readonly text: string
  private readonly lowered: string

  constructor(text: string) {
    this.text = text
    this.lowered = text.toLowerCase()
  }

  /** `name` in lower case. Several values come as one, joined by a comma and a blank. */
  get(name: string): string | null {
    const needle = `\r\n${name}:`
    let at = this.lowered.indexOf(needle)
    if (at === -1) return null
    let value = valueAt(this.text, at + needle.length)
    for (at = this.lowered.indexOf(needle, at + 2); at !== -1; at = this.lowered.indexOf(needle, at + 2))
      value += `, ${valueAt(this.text, at + needle.length)}`
    return value
  }

  /** Names in lower case. */
  all(): [name: string, value: string][] {
    const found: [string, string][] = []
    let line = 0
    for (let colon = this.text.indexOf(':'); colon !== -1; colon = this.text.indexOf(':', line)) {
      found.push([this.lowered.slice(line + 2, colon), valueAt(this.text, colon + 1)])
      line = this.text.indexOf('\r\n', colon)
    }
    return found
  }
}
