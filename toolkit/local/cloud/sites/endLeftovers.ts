import { readdirSync, readlinkSync } from 'node:fs'

/**
 * Ends handlers that still run in a folder although the process that started them was killed: they work in their
 * package's folder. Only Linux shows that (/proc); elsewhere nothing is done.
 */
export function endLeftovers(directory: string): void {
  for (const pid of processIds()) {
    if (workingDirectory(pid)?.startsWith(`${directory}/`)) end(pid)
  }
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // it ended meanwhile, or belongs to somebody else
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended by itself
  }
}
