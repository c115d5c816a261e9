import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { require } from './tools.ts'

/** What checks a project's types. */
export interface Compiler {
  readonly tsc: string
  readonly name: string
  readonly version: string
  readonly major: number
}

const packageJson = z.object({
  name: z.string().default(''),
  version: z.string().default('0'),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
})

/** The TypeScript a project asks for, when it is installed: it was written for that one. Else this project's. */
export function findCompiler(directory: string): Compiler {
  const file = ownCompiler(directory) ?? require.resolve('typescript-native/package.json')
  const { name, version } = read(file)
  return { tsc: join(dirname(file), 'bin/tsc'), name, version, major: Number.parseInt(version, 10) }
}

// One that another package brought along is nobody's choice.
function ownCompiler(directory: string): string | undefined {
  try {
    const file = createRequire(join(directory, 'package.json')).resolve('typescript/package.json')
    // The project, or the workspace it belongs to.
    const holders = [directory, dirname(dirname(dirname(file)))]
    return holders.some((holder) => asksForTypeScript(join(holder, 'package.json'))) ? file : undefined
  } catch {
    return undefined
  }
}

function asksForTypeScript(file: string): boolean {
  const { dependencies, devDependencies } = read(file)
  return 'typescript' in dependencies || 'typescript' in devDependencies
}

function read(file: string): z.infer<typeof packageJson> {
  return packageJson.parse(JSON.parse(readFileSync(file, 'utf8')))
}
