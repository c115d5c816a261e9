import { join } from 'node:path'
import { run } from '../run.ts'

/** Builds one of the Go programs into a folder: what measures, or what is measured against. */
export async function buildGo(program: 'drive' | 'reference', folder: string): Promise<string> {
  const executable = join(folder, program)
  await run('go', ['build', '-trimpath', '-o', executable, `./${program}`], {
    cwd: join(import.meta.dirname, 'go'),
    env: { CGO_ENABLED: '0' },
  })
  return executable
}
