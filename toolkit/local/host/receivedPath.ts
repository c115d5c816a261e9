import { decodePathSegment } from '../../runtime/pathSegment.ts'

/** The path of a request as the host writes it into a URL again: decoded by Kestrel, then escaped where it must be. */
export function receivedPath(target: string): string {
  return escapePath(decodedPath(target), /[^\w\-.~!$&'()*+,;=:@/%]|%(?![0-9a-f]{2})/giu)
}

/**
 * The path that a forwarded request gets: made from the decoded one, so that an escaped `?` or `#` ends it, and `%25`
 * may be decoded once more. Contract 7.2
 */
export function forwardedPath(target: string): string {
  const [path = ''] = decodedPath(target).replaceAll('\\', '/').split(/[?#]/)
  const escaped = escapePath(path, /[^\w\-.~!$&'()*+,;=:@/%[\]]|%(?![0-9a-f]{2})/giu)
  return escaped.replace(/%[2-7][0-9a-f]/gi, unreserved)
}

/** The path of a request that routes are found by: Kestrel has taken `.` and `..` out. */
export function routedPath(target: string): string {
  const path = pathOf(target)
  return /\/(\.|%2e)/i.test(path) ? withoutDots(path.replace(/%2e/gi, '.')) : path
}

function pathOf(target: string): string {
  const at = target.indexOf('?')
  return at < 0 ? target : target.slice(0, at)
}

function decodedPath(target: string): string {
  if (PLAIN.test(target)) return target
  return withoutDots(pathOf(target).split('/').map(decodePathSegment).join('/'))
}

/** Most are so, and mean what they are. */
const PLAIN = /^(\/[\w\-~][\w\-.~]*)+$/

function withoutDots(path: string): string {
  if (!/\/\.\.?(\/|$)/.test(path)) return path
  const segments: string[] = []
  for (const segment of path.split('/').slice(1)) {
    if (segment === '..') segments.pop()
    else if (segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}${/\/\.\.?$/.test(path) && segments.length > 0 ? '/' : ''}`
}

function escapePath(path: string, escaped: RegExp): string {
  return path.toWellFormed().replace(escaped, (text) => percent(text))
}

function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

// %30 is 0, but %3A and the like are no letters.
function unreserved(escaped: string): string {
  const character = decodeURIComponent(escaped)
  return /[\w\-.~]/.test(character) ? character : escaped
}
