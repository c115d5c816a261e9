import { homedir } from 'node:os'
import { join } from 'node:path'

/** The user's folder for what is expensive to make and can be made again. */
export function cacheDirectory(): string {
  const { XDG_CACHE_HOME: xdg } = process.env
  const base =
    xdg || (process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache'))
  return join(base, 'custom-handler-stack')
}
