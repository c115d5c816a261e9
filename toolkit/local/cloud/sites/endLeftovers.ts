import { readdirSync, readFileSync } from 'node:fs'

/**
 * Ends handlers that still run although the process that started them was killed: the host tells each its app folder
 * (contract 4.2). Only Linux shows the environment of a process (/proc); elsewhere nothing is done.
 */
export function endLeftovers(directory: string): void {
  for (const pid of processIds()) {
    if (environmentOf(pid).includes(`\0FUNCTIONS_APP_ROOT_PATH=${directory}/`)) end(pid)
  }
}

function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function environmentOf(pid: number): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
  } catch {
    return '' // it ended meanwhile, or belongs to somebody else
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it ended by itself
  }
}
