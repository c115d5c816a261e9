/** node:http, loaded when an app turns on HTTP streaming and not before. */
export const createServer: typeof import('node:http').createServer = (...options: []) =>
  process.getBuiltinModule('node:http').createServer(...options)
