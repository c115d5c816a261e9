import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { embedBlob } from './embedBlob.ts'
import { nodePath } from './tools.ts'

/**
 * One executable from one bundle: Node.js with the bundle inside. The bundle's path becomes part of it, so
 * Node.js works in a folder of its own with relative paths.
 */
export async function compileWithNode(bundle: string, executable: string): Promise<void> {
  const directory = join(dirname(bundle), 'compile')
  await mkdir(directory)
  await cp(bundle, join(directory, 'bundle.cjs'))
  await writeFile(join(directory, 'config.json'), JSON.stringify(config))
  await promisify(execFile)(nodePath(), ['--experimental-sea-config', 'config.json'], { cwd: directory })
  const [node, blob] = await Promise.all([readFile(nodePath()), readFile(join(directory, config.output))])
  await writeFile(executable, embedBlob(node, blob))
  await chmod(executable, 0o755)
}

const config = {
  main: 'bundle.cjs',
  output: 'handler.blob',
  disableExperimentalSEAWarning: true,
  useSnapshot: false,
  // It would make no start faster, and every build different.
  useCodeCache: false,
}
