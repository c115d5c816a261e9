import { z } from 'zod'

// A value that is no text is taken as the text the Functions tools make of it; null as no setting at all.
const scalar = z.union(
  [
    z.string(),
    z.number().transform(String),
    z.boolean().transform((flag) => (flag ? 'True' : 'False')),
    z.null(),
  ],
  'a setting is a text, a number, true or false',
)

/** The `Values` of local.settings.json, as the handler finds them in its environment. */
export const settingTexts = z.record(z.string(), scalar).transform(present)

function present(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}
