import { child, isProps, list, type Props, text } from '../provider/props.ts'

/** The app settings in the inputs of a site. */
export function appSettings(site: Props): Record<string, string> {
  const entries = list(child(site, 'siteConfig'), 'appSettings').filter(isProps)
  return Object.fromEntries(entries.map((entry) => [text(entry, 'name'), text(entry, 'value')]))
}
