import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runCompileCommand } from './compileCommand.ts'
import { embedBlob } from './embedBlob.ts'
import { nodePath } from './tools.ts'

/**
 * One executable from one bundle: Node.js with the bundle inside. The bundle's path becomes part of it, so
 * Node.js works in a folder of its own with relative paths.
 */
export async function compileWithNode(bundle: string, executable: string): Promise<void> {
  const directory = join(dirname(bundle), 'compile')
  await mkdir(directory)
  await writeFile(join(directory, config.main), withFiles(await readFile(bundle, 'utf8')))
  await writeFile(join(directory, 'config.json'), JSON.stringify(config))
  const args = ['--experimental-sea-config', 'config.json']
  await runCompileCommand({ runtime: 'node', program: nodePath(), args, cwd: directory })
  const [node, blob] = await Promise.all([readFile(nodePath()), readFile(join(directory, config.output))])
  await writeFile(executable, embedBlob(node, blob))
  await chmod(executable, 0o755)
}

/** Node.js gives such a bundle a `require` for its own modules alone; addons are files. */
function withFiles(bundle: string): string {
  return bundle.replace(
    /^(?:"use strict";)?/,
    '$&require=require("node:module").createRequire(process.execPath);',
  )
}

const config = {
  main: 'bundle.cjs',
  output: 'handler.blob',
  disableExperimentalSEAWarning: true,
  useSnapshot: false,
  // It would make no start faster, and every build different.
  useCodeCache: false,
}
