import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildApp } from '../toolkit/build/buildApp.ts'
import { bunPath } from '../toolkit/build/toolchains/typescript/tools.ts'
import { writeZip } from '../toolkit/build/zipApp.ts'
import { type Measurement, markdownTable, type Say } from './measurement.ts'
import { run } from './run.ts'

/** The package of the sample app, against the zip of the smallest server that Bun compiles. */
export async function measurePackageSize(say: Say): Promise<Measurement> {
  say('package size: building both')
  const scratch = mkdtempSync(join(tmpdir(), 'package-size-'))
  try {
    const app = await buildApp(resolve(import.meta.dirname, '../handler'), {
      outputDirectory: join(scratch, 'app'),
    })
    const ours = await writeZip(app.directory, join(scratch, 'app.zip'))
    const bare = await writeZip(await bareServer(scratch), join(scratch, 'bare.zip'))
    return {
      title: 'Package of the sample app (1 = the zip of a bare `Bun.serve` executable)',
      table: markdownTable(['zip'], [[(ours.size / bare.size).toFixed(4)]]),
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function bareServer(scratch: string): Promise<string> {
  const source = join(scratch, 'bare.ts')
  writeFileSync(source, "Bun.serve({ port: Number(process.env.PORT), fetch: () => new Response('ok') })\n")
  const options = ['--compile', '--minify', '--bytecode', '--outfile', join(scratch, 'bare', 'handler')]
  await run(bunPath(), ['build', source, ...options], { cwd: scratch })
  return join(scratch, 'bare')
}
