import { chmod, cp, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { runCompileCommand } from './compileCommand.ts'
import { bunPath } from './tools.ts'

/**
 * One executable from one bundle. Its name and the bundle's become part of it, so the output must be called
 * the same in every build, and Bun works in a folder of its own with relative paths.
 */
export async function compileWithBun(
  bundle: string,
  executable: string,
  hasPackages: boolean,
): Promise<void> {
  const directory = join(dirname(bundle), 'compile')
  const output = join(directory, basename(executable))
  await mkdir(directory)
  await cp(bundle, join(directory, 'bundle.cjs'))
  const args = [
    ...['build', 'bundle.cjs', '--compile', '--minify-whitespace', '--bytecode'],
    // Without these a stray .env or bunfig.toml beside the app changes the program.
    ...['--no-compile-autoload-dotenv', '--no-compile-autoload-bunfig'],
    // Packages beside the executable say there which of their files is meant.
    ...(hasPackages ? ['--compile-autoload-package-json'] : []),
    // The host takes 32 KiB of headers and adds its own; Bun would refuse what exceeds 16, in the library's server too.
    // A small heap is collected sooner: a third less memory at the same CPU for each call.
    '--compile-exec-argv=--max-http-header-size=65536 --smol',
    ...['--outfile', basename(executable)],
  ]
  await runCompileCommand({ runtime: 'bun', program: bunPath(), args, cwd: directory })
  await cp(output, executable)
  await chmod(executable, 0o755)
}
