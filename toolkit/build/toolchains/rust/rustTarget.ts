import { existsSync } from 'node:fs'
import { UserError } from '../../userError.ts'
import { type Compiler, compilerVersion } from '../compiler.ts'

/** How cargo makes an executable for Azure that needs no library of the host. */
export interface RustTarget {
  readonly triple: string
  readonly flags: readonly string[]
  /** For `--config`. */
  readonly config: readonly string[]
}

interface Machine {
  readonly platform: string
  readonly arch: string
  /** Whether Rust's standard library for a target is there. */
  readonly hasLibrary: (triple: string) => boolean
}

export function rustTarget(compiler: Compiler, directory: string): RustTarget {
  const rustc: Compiler = { ...compiler, command: 'rustc' }
  const hasLibrary = (triple: string) =>
    existsSync(compilerVersion(rustc, ['--print', 'target-libdir', '--target', triple], directory))
  return chooseTarget({ platform: process.platform, arch: process.arch, hasLibrary }, directory)
}

/** Pure: musl where it is installed, else the machine's own glibc, linked statically. */
export function chooseTarget({ platform, arch, hasLibrary }: Machine, directory: string): RustTarget {
  const isAzure = platform === 'linux' && arch === 'x64'
  if (hasLibrary(musl)) {
    // Any other system has no linker for Linux but the one that comes with Rust.
    const config = isAzure ? [] : [`target.${musl}.linker="rust-lld"`]
    return { triple: musl, flags: [], config }
  }
  if (isAzure) return { triple: gnu, flags: ['-Ctarget-feature=+crt-static'], config: [] }
  throw new UserError(
    'compiler-missing',
    `${directory} is compiled for Linux on x64, and Rust's standard library for it is not installed on this ${platform} ` +
      `${arch}. Run "rustup target add ${musl}", and try again. Crates with C code need a C compiler for Linux besides.`,
  )
}

const [musl, gnu] = ['x86_64-unknown-linux-musl', 'x86_64-unknown-linux-gnu']
