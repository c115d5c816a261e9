import { existsSync, readFileSync } from 'node:fs'
import { chmod, copyFile, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { HandlerDescription } from '../customHandler.ts'
import { functionFolders, handWrittenFunctions } from '../handWrittenFunctions.ts'
import type { HostJson } from '../hostJson.ts'
import type { Toolchain } from '../toolchain.ts'
import { packagedFiles } from './packagedFiles.ts'
import { startedProgram } from './prebuilt/startedProgram.ts'

/** A folder that is an app already: what host.json starts, whatever made it, and a folder for every function. */
export const prebuilt: Toolchain = {
  name: 'prebuilt',
  recognisedBy:
    'host.json with a customHandler, and a folder with a function.json for every function (prebuilt)',
  // A project of functions v4 has no function.json; one for another handler may well have a package.json.
  recognises: (directory) => startsSomething(directory) && functionFolders(directory).length > 0,
  ignores: [],
  fingerprint: () => 'prebuilt',
  async compile({ directory, outputDirectory, hostJson, report, warn }) {
    const functions = handWrittenFunctions(directory)
    const files = packagedFiles(directory)
    const program = startedProgram(described(hostJson), directory, files)
    report(`Copying ${files.length} files`)
    for (const file of files) {
      const copy = join(outputDirectory, file)
      await mkdir(dirname(copy), { recursive: true })
      await copyFile(join(directory, file), copy)
    }
    if ('ofHost' in program)
      report(`${program.ofHost} is a program of the host, which has to have it on Azure too`)
    else await makeExecutable(program.file, outputDirectory, warn)
    return { functions, inputs: [] }
  },
}

async function makeExecutable(file: string, app: string, warn: (line: string) => void): Promise<void> {
  const copy = join(app, file)
  if (((await stat(copy)).mode & 0o111) === 0o111) return
  await chmod(copy, 0o755)
  warn(
    `${file} is not executable, so the app gets a copy that is. Run "chmod +x ${file}" to mend the original`,
  )
}

function described({ customHandler }: HostJson): HandlerDescription {
  if (customHandler === undefined) throw new Error('A folder without a customHandler is no prebuilt one.')
  return customHandler.description
}

// Not parsed: what is wrong with the file is said where it is read.
function startsSomething(directory: string): boolean {
  const file = join(directory, 'host.json')
  return existsSync(file) && /"defaultExecutablePath"\s*:\s*"[^"]/i.test(readFileSync(file, 'utf8'))
}
