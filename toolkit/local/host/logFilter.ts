import { type LogLevel, logLevels } from '../../build/logLevels.ts'
import type { Log } from './logEntry.ts'

/** Lets through what host.json's `logging.logLevel` does: the longest beginning of an entry's category decides. */
export function filterLog(log: Log, levels: ReadonlyMap<string, LogLevel>): Log {
  const least = new Map<string, number>()
  return (entry) => {
    const rank = least.get(entry.category) ?? logLevels.indexOf(levelOf(entry.category, levels))
    least.set(entry.category, rank)
    if (logLevels.indexOf(entry.level) >= rank) log(entry)
  }
}

function levelOf(category: string, levels: ReadonlyMap<string, LogLevel>): LogLevel {
  const name = category.toLowerCase()
  const [rule] = [...levels]
    .filter(([beginning]) => `${name}.`.startsWith(`${beginning.toLowerCase()}.`))
    .sort(([a], [b]) => b.length - a.length)
  return rule?.[1] ?? levels.get('default') ?? levels.get('Default') ?? 'information'
}
