import type { HostJson } from './hostJson.ts'

/** What runs TypeScript and JavaScript inside the executable. */
export type Runtime = 'bun' | 'node'

/** Compiles the functions of one kind of handler folder. */
export interface Toolchain {
  readonly name: string
  /** What such a folder holds, for a message: `package.json or *.ts (TypeScript, JavaScript)`. */
  readonly recognisedBy: string
  recognises(directory: string): boolean
  /** Folders that are no source, at any depth: what is in them asks for no other build. */
  readonly ignores: readonly string[]
  /** What its output depends on besides the folder: tools and their versions. */
  fingerprint(directory: string, runtime: Runtime): string
  compile(job: CompileJob): Promise<Compiled>
}

export interface CompileJob {
  /** The handler folder, absolute. */
  readonly directory: string
  /** A folder that holds host.json alone. */
  readonly outputDirectory: string
  readonly hostJson: HostJson
  readonly runtime: Runtime
  readonly report: (line: string) => void
  /** For what the user should know although the build goes well. */
  readonly warn: (line: string) => void
}

export interface Compiled {
  readonly functions: readonly GeneratedFunction[]
  /** Every file that was read, absolute: another content asks for another build. */
  readonly inputs: readonly string[]
}

export interface GeneratedFunction {
  readonly name: string
  /** The content of its function.json. */
  readonly functionJson: object
}
