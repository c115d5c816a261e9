import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Compiler } from './compiler.ts'
import { withCurrentOptions } from './currentOptions.ts'
import type { Tsconfig } from './tsconfig.ts'

/** A type error, in the lines of its message. */
export interface TypeProblem {
  /** Absolute; undefined: it is one of the project as a whole. */
  readonly file: string | undefined
  readonly message: string
}

/** Checks the folder by its own tsconfig.json; a JavaScript project without one has nothing to check. */
export async function typeCheck(
  directory: string,
  tsconfig: Tsconfig | undefined,
  compiler: Compiler,
  scratch: string,
): Promise<TypeProblem[]> {
  if (tsconfig === undefined) return []
  const project = await projectFile(directory, tsconfig, compiler, scratch)
  // The types of packages are not the user's to mend.
  const options = ['-p', project, '--noEmit', '--pretty', 'false', '--skipLibCheck']
  // Up to TypeScript 5, for which func's template was made, every @types package counted when none was named.
  if (tsconfig.types === undefined && compiler.major > 5) options.push('--types', '*')
  const output = await run(process.execPath, [compiler.tsc, ...options], directory)
  return output === undefined ? [] : parseDiagnostics(output, directory)
}

async function projectFile(
  directory: string,
  tsconfig: Tsconfig,
  { major }: Compiler,
  scratch: string,
): Promise<string> {
  const current = major > 6 ? withCurrentOptions(directory, tsconfig) : undefined
  if (current === undefined) return 'tsconfig.json'
  const file = join(scratch, 'tsconfig.json')
  await writeFile(file, JSON.stringify(current))
  return file
}

/** Pure: `file(line,column): error …` as `file:line:column error …`, the form editors and terminals link. */
function parseDiagnostics(output: string, directory: string): TypeProblem[] {
  // What belongs to a line before it is indented.
  const messages = output
    .trimEnd()
    .replace(/\r/g, '')
    .split(/\n(?!\s)/)
  // A project of JavaScript, or of what was compiled already, has nothing to check.
  const problems = messages.filter((message) => !/^error TS18003\b/.test(message))
  return problems.map((message) => {
    const [place, file = '', position = ''] = /^(\S.*)\((\d+,\d+)\): /.exec(message) ?? []
    if (place === undefined) return { file: undefined, message }
    const rest = message.slice(place.length)
    const isProject = file.endsWith('.json')
    return {
      file: isProject ? undefined : resolve(directory, file),
      message: `${file}:${position.replace(',', ':')} ${rest}`,
    }
  })
}

function run(file: string, options: string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(file, options, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(error === null ? undefined : stdout || stderr || error.message)
    })
  })
}
