/** What goes back over the connection; a web Response costs more than a small call. */
export interface Answer {
  readonly status: number
  /** Checked: names in lower case and values are what HTTP allows. A name may stand twice. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string | Uint8Array | ReadableStream<Uint8Array> | null
}

export function answerOf({ status, headers, body }: Response): Answer {
  return { status, headers: [...headers], body }
}

/** A text with a line end, for a person. */
export function refusalAnswer(status: number, reason: string, headers: Answer['headers'] = []): Answer {
  return { status, headers: [...headers, ['content-type', 'text/plain;charset=UTF-8']], body: `${reason}\n` }
}
