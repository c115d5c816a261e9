/** node:net, loaded when an app turns on HTTP streaming and not before. */
export const createServer: typeof import('node:net').createServer = (...options: []) =>
  process.getBuiltinModule('node:net').createServer(...options)
