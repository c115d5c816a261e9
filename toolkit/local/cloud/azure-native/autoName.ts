import { createHash } from 'node:crypto'
import type { ResourceType } from './resourceType.ts'

/** A physical name out of a logical one, by azure-native's rules; the same seed gives the same name. */
export function autoName(strategy: ResourceType['autoName'], logicalName: string, seed: Uint8Array): string {
  if (strategy === 'copy') return logicalName
  const hex = createHash('sha256').update(logicalName).update(seed).digest('hex')
  if (strategy === 'random') return `${logicalName}${hex.slice(0, 8)}`
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`]
  return [...parts, hex.slice(20, 32)].join('-')
}
