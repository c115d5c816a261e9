import { createHash } from 'node:crypto'

/** What makes the names of one stack its own: two stacks never share a globally unique name. */
export interface NameScope {
  readonly project: string
  readonly stack: string
  readonly subscriptionId: string
}

/** 3-24 lower-case letters and digits, unique in Azure: `st`, what fits of the stack's name, a hash. */
export function storageAccountName(scope: NameScope): string {
  const readable = `${scope.project}${scope.stack}`.toLowerCase().replace(/[^a-z0-9]/g, '')
  return `st${readable.slice(0, 14)}${hash(scope, 8)}`
}

/** The same, for the account of the packages where they have one of their own. */
export function packageAccountName(scope: NameScope): string {
  return `pk${storageAccountName(scope).slice(2)}`
}

/** At most 32 letters, digits and hyphens: a longer name would be cut for the host id and could collide. */
export function functionAppName(scope: NameScope): string {
  const readable = `${scope.project}-${scope.stack}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 19)
    .replace(/-+$/, '')
  return ['func', readable, hash(scope, 6)].filter((part) => part !== '').join('-')
}

function hash(scope: NameScope, length: number): string {
  const text = JSON.stringify([scope.project, scope.stack, scope.subscriptionId])
  const digits = createHash('sha256').update(text).digest().readBigUInt64BE()
  return digits.toString(36).padStart(length, '0').slice(-length)
}
