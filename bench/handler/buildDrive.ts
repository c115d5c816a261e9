import { join } from 'node:path'
import { run } from '../run.ts'

/** Builds the program that measures the others into a folder. */
export async function buildDrive(folder: string): Promise<string> {
  const executable = join(folder, 'drive')
  await run('go', ['build', '-trimpath', '-o', executable, '.'], {
    cwd: join(import.meta.dirname, 'drive'),
    env: { CGO_ENABLED: '0' },
  })
  return executable
}
