import { createRequire } from 'node:module'
import { z } from 'zod'

const manifestSchema = z.object({ version: z.string() })

/** The installed version of a provider's SDK: the engine asks for a provider of the same version. */
export function sdkVersion(provider: string): string {
  const manifest: unknown = createRequire(import.meta.url)(`@pulumi/${provider}/package.json`)
  return manifestSchema.parse(manifest).version
}
