import type { HttpRequestUser, HttpRequest as OfficialRequest } from '@azure/functions'
import type { RpcHttpData } from './coreTypes.ts'
import type { NativeRequest } from './http/incomingRequest.ts'
import { queryParameters } from './queryParameters.ts'

/** Of the library, what few functions ask for. */
interface Library {
  readonly HttpRequest: new (init: RpcHttpData) => OfficialRequest
}

/**
 * A forwarded request as its function gets it: all that the library's HttpRequest is (functionRequest.test.ts), whose
 * constructor alone costs as much as the rest of a start's first request. Once the library is there, it is an instance
 * of its HttpRequest too, whose name a function finds that asks for the class: a member's name is its own, where the
 * bundler would call a class of the app's HttpRequest2 if this one were called HttpRequest.
 */
export const FunctionRequest = {
  HttpRequest: class implements OfficialRequest {
    readonly query: URLSearchParams
    readonly params: Record<string, string>
    readonly #native: NativeRequest
    readonly #library: () => Library
    #user: HttpRequestUser | null | undefined

    /** `query` as sent, with its question mark. */
    constructor(
      native: NativeRequest,
      query: string,
      params: Record<string, string>,
      library: () => Library,
    ) {
      this.#native = native
      this.#library = library
      this.query = queryParameters(query)
      this.params = params
    }

    get url(): string {
      return this.#native.url
    }

    get method(): string {
      return this.#native.method
    }

    get headers(): Headers {
      return this.#native.headers
    }

    get user(): HttpRequestUser | null {
      if (this.#user === undefined) this.#user = this.#toLibrary(this.#native).user
      return this.#user
    }

    get body(): OfficialRequest['body'] {
      return this.#native.body
    }

    get bodyUsed(): boolean {
      return this.#native.bodyUsed
    }

    async arrayBuffer(): Promise<ArrayBuffer> {
      return this.#native.arrayBuffer()
    }

    async blob(): ReturnType<OfficialRequest['blob']> {
      return this.#native.blob()
    }

    async formData(): ReturnType<OfficialRequest['formData']> {
      return this.#native.formData()
    }

    async json(): Promise<unknown> {
      return this.#native.json()
    }

    async text(): Promise<string> {
      return this.#native.text()
    }

    clone(): OfficialRequest {
      return this.#toLibrary(this.#native.clone())
    }

    #toLibrary(nativeRequest: NativeRequest): OfficialRequest {
      const { HttpRequest: LibraryRequest } = this.#library()
      return new LibraryRequest({ nativeRequest, params: { ...this.params }, query: `?${this.query}` })
    }
  },
}.HttpRequest
