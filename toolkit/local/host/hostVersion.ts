/** The host this one behaves like; handlers see it in headers. */
export const HOST_VERSION = '4.1037.0.0'
