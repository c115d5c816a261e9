/** The resource group in an ARM id. */
export function groupOf(id: string): string {
  return /\/resourceGroups\/([^/]+)/i.exec(id)?.[1] ?? ''
}

/** The last part of an ARM id: the resource's own name. */
export function nameOf(id: string): string {
  return id.split('/').at(-1) ?? ''
}
