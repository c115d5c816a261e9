import type { ChildProcess } from 'node:child_process'

/** Kills a child process when this one ends: by itself, by `process.exit` or by a signal nobody else handles. */
export function dieTogether(child: ChildProcess): void {
  if (children.size === 0) watch()
  children.add(child)
  const forget = () => {
    if (children.delete(child) && children.size === 0) unwatch()
  }
  child.once('exit', forget)
  child.once('error', forget)
}

const children = new Set<ChildProcess>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function watch(): void {
  process.on('exit', killAll)
  for (const signal of SIGNALS) process.on(signal, onSignal)
}

function unwatch(): void {
  process.off('exit', killAll)
  for (const signal of SIGNALS) process.off(signal, onSignal)
}

function onSignal(signal: NodeJS.Signals): void {
  // Who else listens decides when the process ends.
  if (process.listenerCount(signal) > 1) return
  killAll()
  unwatch()
  process.kill(process.pid, signal)
}

function killAll(): void {
  for (const child of children) child.kill('SIGKILL')
}
