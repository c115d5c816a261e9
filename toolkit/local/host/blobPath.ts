import { InvocationError } from './answer/invocationError.ts'

/** Container and blob name of a resolved `path`. Throws InvocationError. */
export function splitBlobPath(bindingName: string, path: string): { container: string; blob: string } {
  const slash = path.indexOf('/')
  if (slash < 1 || slash === path.length - 1) {
    throw new InvocationError(`The blob path '${path}' of '${bindingName}' must be 'container/name'.`)
  }
  return { container: path.slice(0, slash), blob: path.slice(slash + 1) }
}
