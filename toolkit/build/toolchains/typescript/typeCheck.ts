import { execFile } from 'node:child_process'
import { UserError } from '../../userError.ts'
import { tscPath } from './tools.ts'
import type { Tsconfig } from './tsconfig.ts'

/** Checks the folder by its own tsconfig.json; a JavaScript project without one has nothing to check. */
export async function typeCheck(directory: string, tsconfig: Tsconfig | undefined): Promise<void> {
  if (tsconfig === undefined) return
  // The types of packages are not the user's to mend.
  const options = ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false', '--skipLibCheck']
  // Up to TypeScript 5, for which func's template was made, every @types package counted when none was named.
  if (tsconfig.types === undefined) options.push('--types', '*')
  const output = await run(process.execPath, [tscPath, ...options], directory)
  if (output === undefined) return
  const problems = formatDiagnostics(output)
  throw new UserError('type-error', `The handler has type errors:\n${problems}\nMend them and build again.`)
}

/** Pure: `file(line,column): error …` as `file:line:column error …`, the form editors and terminals link. */
export function formatDiagnostics(output: string): string {
  return output
    .trimEnd()
    .replace(/\r/g, '')
    .replace(/^(\S.*)\((\d+),(\d+)\): /gm, '$1:$2:$3 ')
}

function run(file: string, options: string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, options, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(error === null ? undefined : stdout || stderr || error.message)
    })
  })
}
