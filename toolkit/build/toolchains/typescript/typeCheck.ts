import { resolve } from 'node:path'
import { type CompilerProject, runCompiler } from './compilerProject.ts'

/** A type error, in the lines of its message. */
export interface TypeProblem {
  /** Absolute; undefined: it is one of the project as a whole. */
  readonly file: string | undefined
  readonly message: string
}

/** Checks a project; a JavaScript one without tsconfig.json has nothing to check. */
export async function typeCheck(
  directory: string,
  project: CompilerProject | undefined,
): Promise<TypeProblem[]> {
  if (project === undefined) return []
  const { compiler, tsconfig } = project
  // The types of packages are not the user's to mend.
  const options = ['-p', project.file, '--noEmit', '--pretty', 'false', '--skipLibCheck']
  // Up to TypeScript 5, for which func's template was made, every @types package counted when none was named.
  if (tsconfig.types === undefined && compiler.major > 5) options.push('--types', '*')
  const output = await runCompiler(compiler, options, directory)
  return output === undefined ? [] : parseDiagnostics(output, directory)
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
