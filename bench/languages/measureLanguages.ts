import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildDrive } from '../handler/buildDrive.ts'
import { cellNames } from '../handler/requests.ts'
import { type Measurement, markdownTable, median, ratio, type Say } from '../measurement.ts'
import { buildLanguage, type Language, type LanguageApp, languages } from './apps.ts'
import { drawRatios } from './picture.ts'
import { byLanguage, type Round, sampleLoad, sampleStarts } from './samples.ts'

const startRounds = 20
const loadRounds = 9
const picture = resolve(import.meta.dirname, '../../docs/languages.svg')

/** One figure of every language, as ratios against the first. */
export interface Figure {
  readonly name: string
  readonly ratios: Readonly<Record<Language, number>>
}

/** The same functions in four languages: what each costs, against TypeScript on Bun. */
export async function measureLanguages(say: Say): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-languages-'))
  try {
    const { figures, counted } = await measureIn(folder, say)
    writeFileSync(picture, drawRatios(figures))
    const rows = figures.map(({ name, ratios }) => [
      name,
      ...languages.map((language) => ratio(ratios[language], 1)),
    ])
    return {
      title: 'The same functions in four languages (1 = TypeScript on Bun; less is better)',
      table: `${markdownTable(['ratio, same run', ...languages], rows)}\n\n${counted}\n\n![The same figures as bars](languages.svg)`,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Measured {
  readonly figures: readonly Figure[]
  /** How many rounds the figures rest on. */
  readonly counted: string
}

async function measureIn(folder: string, say: Say): Promise<Measured> {
  const drive = await buildDrive(folder)
  const apps = new Map<Language, LanguageApp>()
  for (const language of languages) {
    say(`languages: building ${language} with empty caches`)
    apps.set(language, await buildLanguage(language, folder))
  }
  const app = (language: Language): LanguageApp => {
    const built = apps.get(language)
    if (built === undefined) throw new Error(`${language} was not built`)
    return built
  }
  const subjects = byLanguage(app)
  say('languages: starts')
  const starts = await sampleStarts(drive, subjects, startRounds)
  const { cpu, memory } = await sampleLoad(drive, subjects, loadRounds, say)
  const figures = [
    { name: 'start to first answer', ratios: mediansOf(starts) },
    ...cellNames.map((cell) => ({ name: `CPU per ${cell}`, ratios: mediansOf(cpu.get(cell) ?? []) })),
    { name: 'private memory after load', ratios: mediansOf([memory]) },
    { name: 'package (zip)', ratios: mediansOf([byLanguage((language) => app(language).packageSize)]) },
    { name: 'build, empty caches', ratios: mediansOf([byLanguage((language) => app(language).cleanBuild)]) },
    {
      name: 'build, nothing changed',
      ratios: mediansOf([byLanguage((language) => app(language).unchangedBuild)]),
    },
  ]
  const load = [...cpu.values()].flat()
  const counted = `${calmOf(starts).length} of ${starts.length} rounds of starts and ${calmOf(load).length} of ${load.length} of load counted; in the others the machine's neighbours took more than 8 % of its time.`
  return { figures, counted }
}

/** Medians of the ratios within a round. */
function mediansOf(rounds: readonly Round[]): Record<Language, number> {
  return byLanguage((language) =>
    median(calmOf(rounds).map((round) => round[language] / round[languages[0]])),
  )
}

/** A round in which one sample was not calm counts for nothing. */
function calmOf(rounds: readonly Round[]): Round[] {
  return rounds.filter((round) => !Object.values(round).some(Number.isNaN))
}
