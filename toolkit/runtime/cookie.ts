import type { RpcHttpCookie } from './coreTypes.ts'

/** The value of a Set-Cookie header. */
export function serializeCookie(cookie: RpcHttpCookie): string {
  const { domain, path, expires, maxAge, secure, httpOnly } = cookie
  const seconds = expires?.value?.seconds
  const attributes = [
    `${cookie.name ?? ''}=${encodeURIComponent(cookie.value ?? '')}`,
    isSet(maxAge?.value) && `Max-Age=${Math.floor(maxAge.value)}`,
    isSet(domain?.value) && `Domain=${domain.value}`,
    isSet(path?.value) && `Path=${path.value}`,
    isSet(seconds) && `Expires=${new Date(seconds * 1000).toUTCString()}`,
    httpOnly?.value === true && 'HttpOnly',
    secure?.value === true && 'Secure',
    sameSite(cookie.sameSite),
  ]
  return attributes.filter(Boolean).join('; ')
}

// `none` is the protocol's word for "not set", `explicitNone` the attribute's value None.
function sameSite(value: RpcHttpCookie['sameSite']): string | undefined {
  if (value === 'lax') return 'SameSite=Lax'
  if (value === 'strict') return 'SameSite=Strict'
  return value === 'explicitNone' ? 'SameSite=None' : undefined
}

function isSet<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}
