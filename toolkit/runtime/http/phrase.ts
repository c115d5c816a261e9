/** The words behind a status (RFC 9110, 15); none for a status that has none there. */
export function phraseOf(status: number): string {
  phrases ??= createPhrases()
  return phrases[status] ?? ''
}

type Phrases = Readonly<Record<number, string>>

// A list of so many costs a start as much as a part of a request.
let phrases: Phrases | undefined

function createPhrases(): Phrases {
  return {
    200: 'OK',
    201: 'Created',
    202: 'Accepted',
    204: 'No Content',
    206: 'Partial Content',
    301: 'Moved Permanently',
    302: 'Found',
    303: 'See Other',
    304: 'Not Modified',
    307: 'Temporary Redirect',
    308: 'Permanent Redirect',
    400: 'Bad Request',
    401: 'Unauthorized',
    403: 'Forbidden',
    404: 'Not Found',
    405: 'Method Not Allowed',
    409: 'Conflict',
    412: 'Precondition Failed',
    413: 'Content Too Large',
    415: 'Unsupported Media Type',
    417: 'Expectation Failed',
    422: 'Unprocessable Content',
    429: 'Too Many Requests',
    431: 'Request Header Fields Too Large',
    500: 'Internal Server Error',
    501: 'Not Implemented',
    503: 'Service Unavailable',
  }
}
