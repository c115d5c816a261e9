import { UserError } from '../../build/userError.ts'

/** Which blobs a trigger's `path` means. Contract 5.8, 9.2 */
export interface BlobPattern {
  readonly container: string
  /** The values of the path's `{tokens}` for a blob that fits; undefined for another. */
  match(blobName: string): Readonly<Record<string, string>> | undefined
}

/** Reads `container`, or `container/name-{token}`. `{{` and `}}` stand for braces. Throws UserError. */
export function blobPattern(path: unknown): BlobPattern {
  const [container = '', ...rest] = typeof path === 'string' ? path.split('/') : []
  if (!/^[a-z0-9$][a-z0-9-]{2,62}$/.test(container)) {
    throw new UserError(
      'blob-path-invalid',
      `The path '${String(path)}' of a blob trigger must be 'container' or 'container/name', where the name may ` +
        `hold {tokens} and the container is 3 to 63 lower case letters, digits and dashes.`,
    )
  }
  const template = rest.join('/')
  const tokens: string[] = []
  const pattern = template.replace(/\{\{|\}\}|\{([^{}]+)\}|[\s\S]/g, (part, token?: string) => {
    if (token === undefined) return literal(part === '{{' || part === '}}' ? part.slice(1) : part)
    tokens.push(token)
    // As much as fits: 'a.b.txt' is name 'a.b' of '{name}.{extension}'.
    return '([\\s\\S]*)'
  })
  const expression = new RegExp(`^${pattern}$`)
  return {
    container,
    match(blobName) {
      if (template === '') return {}
      const found = expression.exec(blobName)
      return found ? Object.fromEntries(tokens.map((token, at) => [token, found[at + 1] ?? ''])) : undefined
    },
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
