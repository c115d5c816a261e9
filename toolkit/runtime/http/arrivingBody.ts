/** A request's body that a function reads while it is still arriving. */
export class ArrivingBody {
  readonly stream: ReadableStream<Uint8Array>
  private readonly resume: () => void
  private controller: ReadableStreamDefaultController<Uint8Array> | undefined

  /** `resume` is called when the reader wants more. */
  constructor(resume: () => void) {
    this.resume = resume
    const release = () => {
      this.controller = undefined
      resume()
    }
    this.stream = new ReadableStream(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: resume,
        cancel: release,
      },
      { highWaterMark: mostWaiting, size: (chunk) => chunk?.byteLength ?? 0 },
    )
  }

  /** False: enough is waiting, until `resume`. */
  push(bytes: Uint8Array): boolean {
    if (this.controller === undefined) return true
    this.controller.enqueue(bytes)
    return (this.controller.desiredSize ?? 0) > 0
  }

  /** Nobody reads on: what still arrives is dropped. */
  discard(): void {
    this.fail('The request has been answered.')
    this.resume()
  }

  end(): void {
    this.controller?.close()
    this.controller = undefined
  }

  fail(reason: string): void {
    this.controller?.error(new Error(reason))
    this.controller = undefined
  }
}

/** Bytes that wait for their reader. */
const mostWaiting = 256 * 1024
