import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireDefaultName } from '../executableName.ts'
import type { Compiled, CompileJob, Toolchain } from '../toolchain.ts'
import { addBuildFacts } from './typescript/addBuildFacts.ts'
import { bundleApp } from './typescript/bundleApp.ts'
import { compileWithBun } from './typescript/compileWithBun.ts'
import { compileWithNode } from './typescript/compileWithNode.ts'
import { describeApp } from './typescript/describeApp.ts'
import { findEntryFiles } from './typescript/entryFiles.ts'
import { toolVersions } from './typescript/toolVersions.ts'
import { readTsconfig } from './typescript/tsconfig.ts'
import { typeCheck } from './typescript/typeCheck.ts'

/** Functions written with `@azure/functions` 4, in TypeScript or JavaScript. */
export const typescript: Toolchain = {
  name: 'TypeScript',
  recognisedBy: 'package.json or *.ts (TypeScript or JavaScript with @azure/functions)',
  recognises(directory) {
    return (
      existsSync(join(directory, 'package.json')) || readdirSync(directory).some((n) => n.endsWith('.ts'))
    )
  },
  ignores: ['node_modules', 'dist'],
  fingerprint: toolVersions,
  async compile(job) {
    const scratch = await mkdtemp(join(tmpdir(), 'build-handler-'))
    try {
      return await compileIn(scratch, job)
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  },
}

const compilers = { bun: compileWithBun, node: compileWithNode }

async function compileIn(scratch: string, job: CompileJob): Promise<Compiled> {
  const { directory, hostJson, outputDirectory, report, runtime } = job
  requireDefaultName(hostJson)
  const tsconfig = readTsconfig(directory)
  const entries = findEntryFiles(directory, tsconfig)
  report(`Checking and bundling ${entries.length} ${entries.length === 1 ? 'file' : 'files'}`)
  const checked = typeCheck(directory, tsconfig)
  const bundled = bundleApp({ directory, entries, scratch, hostJson, runtime })
  // Both are awaited to their end; of two complaints the type check's is the better one.
  await Promise.allSettled([checked, bundled])
  await checked
  const { describeBundle, handlerBundle, inputs } = await bundled
  const { functions, facts } = await describeApp(describeBundle, directory)
  await addBuildFacts(handlerBundle, facts)
  report('Compiling the executable')
  await compilers[runtime](handlerBundle, join(outputDirectory, 'handler'))
  return { functions, inputs }
}
