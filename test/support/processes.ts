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
    for (const process of all) if (found.has(process.parent)) found.add(process.pid)
  }
  found.delete(pid)
  return all.filter((process) => found.has(process.pid))
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
