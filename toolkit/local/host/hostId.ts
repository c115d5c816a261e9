import { createHash } from 'node:crypto'

/** The id under which a host keeps its state in storage, as the real one makes it from the site's name. */
export function hostId(environment: Readonly<Record<string, string>>, directory: string): string {
  const explicit = environment.AzureFunctionsWebHost__hostid
  if (explicit) return explicit.toLowerCase()
  const site = environment.WEBSITE_SITE_NAME
  if (site) return site.toLowerCase().slice(0, 32).replace(/-+$/, '')
  return createHash('sha256').update(directory).digest('hex').slice(0, 32)
}
