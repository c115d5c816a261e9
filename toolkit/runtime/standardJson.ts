/**
 * Bun writes headers and parameters into JSON, which the standard does not: a function that answers `request.headers` as a
 * part of its jsonBody would show the client every header, those of the host among them. This makes them empty objects,
 * as they are on Node.js. It would take a tenth of a start, and comes before a function sees headers. A FormData keeps its
 * way: that one cannot be taken away.
 */
export function installStandardJson(): void {
  for (const { prototype } of [Headers, URLSearchParams]) Reflect.deleteProperty(prototype, 'toJSON')
}
