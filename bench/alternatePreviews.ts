import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/*
 * Runs in the environment of localhost (`npm run local -- node bench/alternatePreviews.ts ROUNDS`), on a stack that is
 * up: previews of this project and of a project with one resource by turns, by the same CLI, the same language host
 * and the same provider. Prints the seconds of each.
 */

const project = resolve(import.meta.dirname, '..')
const other = mkdtempSync(join(tmpdir(), 'one-resource-'))
const ofOther = { PULUMI_BACKEND_URL: `file://${join(other, 'state')}`, PULUMI_STACK: 'one' }

try {
  writeOneResource()
  pulumi(other, ['stack', 'init', 'one'], ofOther)
  pulumi(other, ['up', '--yes', '--skip-preview'], ofOther)
  preview(project, {})
  for (let round = 0; round < Number(process.argv[2]); round += 1) {
    console.log(`whole: ${preview(project, {})}`)
    console.log(`one: ${preview(other, ofOther)}`)
  }
} finally {
  rmSync(other, { recursive: true, force: true })
}

function preview(directory: string, environment: Readonly<Record<string, string>>): number {
  const begun = performance.now()
  pulumi(directory, ['preview', '--expect-no-changes'], environment)
  return (performance.now() - begun) / 1000
}

function pulumi(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>>): void {
  execFileSync('pulumi', [...args, '--non-interactive'], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

function writeOneResource(): void {
  const program = `import { ResourceGroup } from '@pulumi/azure-native/resources/index.js'

export const id = new ResourceGroup('rg').id
`
  const projectFile = [
    'name: one-resource',
    'main: index.ts',
    'runtime:',
    '  name: nodejs',
    '  options:',
    '    typescript: false',
    '',
  ]
  mkdirSync(join(other, 'state'))
  symlinkSync(join(project, 'node_modules'), join(other, 'node_modules'))
  writeFileSync(join(other, 'package.json'), '{"type":"module"}')
  writeFileSync(join(other, 'index.ts'), program)
  writeFileSync(join(other, 'Pulumi.yaml'), projectFile.join('\n'))
}
