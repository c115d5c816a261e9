import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkExecutable } from '../checkExecutable.ts'
import { executableName } from '../executableName.ts'
import { copyFunctionFolders, handWrittenFunctions } from '../handWrittenFunctions.ts'
import type { Toolchain } from '../toolchain.ts'
import { UserError } from '../userError.ts'
import { type Compiler, compile, compilerVersion } from './compiler.ts'

/** A Go module with a folder for every function beside it. */
export const go: Toolchain = {
  name: 'Go',
  recognisedBy: 'go.mod (Go)',
  recognises: (directory) => existsSync(join(directory, 'go.mod')),
  ignores: [],
  fingerprint: (directory) => compilerVersion(goFor(directory), ['version'], directory),
  async compile({ directory, outputDirectory, hostJson, report }) {
    const functions = handWrittenFunctions(directory)
    const executable = join(outputDirectory, executableName(hostJson))
    const compiler = goFor(directory)
    report('Compiling with Go')
    const mainPackage = await findMainPackage(compiler, directory)
    await compile(compiler, {
      args: ['build', '-trimpath', '-buildvcs=false', ldflags, '-o', executable, mainPackage],
      cwd: directory,
      env: target,
    })
    checkExecutable(executable)
    await copyFunctionFolders(directory, outputDirectory)
    return { functions, inputs: await filesOutside(compiler, directory, mainPackage) }
  },
}

// What Azure runs, whatever this is. Without cgo the executable is static.
const target = { GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '0' }

// Symbols, which nothing needs at run time, and the build's own id, which would differ, are left out.
const ldflags = '-ldflags=-s -w -buildid='

function goFor(directory: string): Compiler {
  const wanted = /^go (\d+\.\d+)/m.exec(readFileSync(join(directory, 'go.mod'), 'utf8'))?.[1] ?? '1.26'
  return { command: 'go', wanted: `Go ${wanted} or newer`, install: 'from https://go.dev/dl/' }
}

async function findMainPackage(compiler: Compiler, directory: string): Promise<string> {
  const args = ['list', '-e', '-f', '{{if eq .Name "main"}}{{.ImportPath}} {{.Dir}}{{end}}', './...']
  const lines = (await compile(compiler, { args, cwd: directory, env: target })).split('\n').filter(Boolean)
  const packages = lines.map((line) => line.split(' ')[0] ?? '')
  if (lines.some((line) => line.endsWith(` ${directory}`))) return '.'
  const [only, ...others] = packages
  if (only !== undefined && others.length === 0) return only
  throw new UserError(
    'compile-failed',
    packages.length === 0
      ? `No package in ${directory} is called main, so there is no program to start. Write a main.go with "package main".`
      : `${directory} has several programs (${packages.join(', ')}), and none in the folder itself. ` +
          'Put the handler\'s "package main" beside go.mod.',
  )
}

/** Files of packages that the user keeps elsewhere: `replace` with a folder, or a workspace. */
async function filesOutside(compiler: Compiler, directory: string, mainPackage: string): Promise<string[]> {
  const isLocal =
    'and (not .Standard) .Module (or .Module.Main (and .Module.Replace (not .Module.Replace.Version)))'
  const files = '{{join .GoFiles "\t"}}\t{{join .EmbedFiles "\t"}}'
  const args = [
    'list',
    '-deps',
    '-f',
    `{{if ${isLocal}}}{{.Module.GoMod}}\t{{.Dir}}\t${files}{{end}}`,
    mainPackage,
  ]
  const lines = (await compile(compiler, { args, cwd: directory, env: target })).split('\n').filter(Boolean)
  return lines.flatMap((line) => {
    const [goMod = '', folder = '', ...names] = line.split('\t')
    if (folder === directory || folder.startsWith(`${directory}/`)) return []
    return [goMod, ...names.filter(Boolean).map((name) => join(folder, name))]
  })
}
