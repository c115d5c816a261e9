/** Of one connection only, so no part of a Request or a Response; Node.js's fetch refuses most of them. */
export const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
])
