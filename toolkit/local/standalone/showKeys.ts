import { functionNames } from '../host/functionFolders.ts'
import { openKeys } from '../host/keys/keyFiles.ts'

/** The keys of an app for a person to read; what has none yet gets one. */
export function keyTable(appDirectory: string, keysDirectory: string): string {
  const keys = openKeys(keysDirectory)
  const rows = [
    ['master', '', keys.master],
    ...[...keys.host].map(([name, value]) => ['host', name, value]),
    ...[...keys.system].map(([name, value]) => ['system', name, value]),
    ...functionNames(appDirectory).flatMap((functionName) =>
      [...keys.ofFunction(functionName)].map(([name, value]) => [functionName, name, value]),
    ),
  ]
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  return [...lines, '', `They are in ${keysDirectory}; a call has one in the header x-functions-key.`].join(
    '\n',
  )
}
