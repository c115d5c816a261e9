/** What `@azure/functions` uses of node:url. */
export const URLSearchParams: typeof globalThis.URLSearchParams = globalThis.URLSearchParams
