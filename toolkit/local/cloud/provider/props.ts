/** Properties of a resource or a function call, as they travel between engine and provider. */
export type Props = Readonly<Record<string, unknown>>

// Sentinel and signature of Pulumi's wire format (pulumi/pulumi, sdk/go/common/resource).
const unknownValue = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const signatureKey = '4dabf18193072939515e22adb298388d'
const assetSignature = 'c44067f5952c0a294b673a41bacd8c17'

/** A value that preview cannot know yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue
}

export function hasUnknown(value: unknown): boolean {
  if (isUnknown(value)) return true
  return typeof value === 'object' && value !== null && Object.values(value).some(hasUnknown)
}

export function isProps(value: unknown): value is Props {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(props: Props, name: string): string {
  const value = props[name]
  return typeof value === 'string' ? value : ''
}

export function child(props: Props, name: string): Props {
  const value = props[name]
  return isProps(value) ? value : {}
}

export function list(props: Props, name: string): readonly unknown[] {
  const value = props[name]
  return Array.isArray(value) ? value : []
}

/** The file behind a `FileAsset` input, or nothing where the value is another kind of asset. */
export function assetPath(value: unknown): string | undefined {
  if (!isProps(value) || value[signatureKey] !== assetSignature) return undefined
  return typeof value.path === 'string' && value.path !== '' ? value.path : undefined
}

/** Equality by content; an asset is equal by its hash, wherever its file lies. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  if (!isProps(a) || !isProps(b)) return false
  if (a[signatureKey] === assetSignature && typeof a.hash === 'string') return a.hash === b.hash
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => sameValue(a[key], b[key]))
}

/** Top-level properties in which two sets of inputs differ. */
export function changedKeys(olds: Props, news: Props): string[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)])
  return [...keys].filter((key) => !key.startsWith('__') && !sameValue(olds[key], news[key]))
}
