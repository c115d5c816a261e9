import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface RunningProcess {
  readonly pid: number
  readonly parent: number
  /** The file that runs. */
  readonly executable: string
}

/** Every process that a process has started, directly or through others. */
export function processesUnder(pid: number): RunningProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(read)
  const found = new Set([pid])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const each of all) if (found.has(each.parent)) found.add(each.pid)
  }
  found.delete(pid)
  return all.filter((each) => found.has(each.pid))
}

/** `kill -9`; one that has ended by itself meanwhile is fine. */
export function endAll(processes: readonly RunningProcess[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it has ended
    }
  }
}

function read(name: string): RunningProcess[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [{ pid: Number(name), parent: Number(parent), executable: readlinkSync(`/proc/${name}/exe`) }]
  } catch {
    return [] // it ended meanwhile
  }
}
