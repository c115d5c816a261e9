import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Measurement, markdownTable, median, ratio, type Say } from './measurement.ts'
import { run } from './run.ts'

const repository = resolve(import.meta.dirname, '..')
const rounds = 5

/** Type-checking everything here, against a program that imports nothing but `@pulumi/pulumi`. */
export async function measureTypeCheck(say: Say): Promise<Measurement> {
  const reference = referenceProgram()
  // The compiler's own executable: its launcher would count as a process of its own.
  const compiler = join(
    repository,
    'node_modules/@typescript',
    `typescript-${process.platform}-${process.arch}`,
    'lib/tsc',
  )
  const ours: { seconds: number; peakMemory: number }[] = []
  const theirs: typeof ours = []
  try {
    for (let round = 1; round <= rounds; round += 1) {
      say(`type check: round ${round} of ${rounds}`)
      ours.push(await run(compiler, ['--noEmit'], { cwd: repository }))
      theirs.push(await run(compiler, ['--noEmit'], { cwd: reference }))
    }
  } finally {
    rmSync(reference, { recursive: true, force: true })
  }
  const compared = (pick: (sample: { seconds: number; peakMemory: number }) => number) =>
    ratio(median(ours.map(pick)), median(theirs.map(pick)))
  return {
    title: 'Type check of the whole repository (1 = a program that imports only `@pulumi/pulumi`)',
    table: markdownTable(
      ['time', 'peak memory'],
      [[compared(({ seconds }) => seconds), compared(({ peakMemory }) => peakMemory)]],
    ),
  }
}

function referenceProgram(): string {
  mkdirSync(join(repository, 'dist'), { recursive: true })
  const directory = mkdtempSync(join(repository, 'dist', 'reference-'))
  symlinkSync(join(repository, 'node_modules'), join(directory, 'node_modules'))
  const config = { extends: '../../tsconfig.json', include: ['index.ts'], exclude: [] }
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(config))
  const program = "import * as pulumi from '@pulumi/pulumi'\nexport const name = pulumi.getStack()\n"
  writeFileSync(join(directory, 'index.ts'), program)
  return directory
}
