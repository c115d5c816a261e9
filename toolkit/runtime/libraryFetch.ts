// Bun's own, and only beside a request: without it an answer's body comes unpacked, under the header of a packed one.
const unchanged: RequestInit & { decompress: boolean } = { decompress: false }

/** How requests reach the library's own server for streams. An edge may know better for its runtime. */
export const libraryFetch: { send: (request: Request) => Promise<Response> } = {
  send: (request) => fetch(request, unchanged),
}
