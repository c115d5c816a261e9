/**
 * Whether a header field is of one connection only, so no part of a Request or a Response; Node.js's fetch refuses most of
 * these. `name` in lower case.
 */
export function isOfConnection(name: string): boolean {
  switch (name) {
    case 'connection':
    case 'expect':
    case 'keep-alive':
    case 'transfer-encoding':
    case 'upgrade':
      return true
    default:
      return false
  }
}
