import { buffer } from 'node:stream/consumers'
import yauzl from 'yauzl'
import { type FunctionMetadata, parseFunctionMetadata } from '../build/functionMetadata.ts'

/** What a package says of itself, without its executable. */
export interface PackagedApp {
  /** By name. */
  readonly functions: readonly FunctionMetadata[]
  /** The text of host.json. */
  readonly hostJson: string
}

/** Reads the functions and the host.json of a package's zip. */
export async function readPackage(file: string): Promise<PackagedApp> {
  const texts = await readTexts(file, (name) => name === 'host.json' || /^[^/]+\/function\.json$/.test(name))
  const functions = [...texts].flatMap(([path, text]) => {
    const [name = '', ...rest] = path.split('/')
    return rest.length === 0 ? [] : [parseFunctionMetadata(name, JSON.parse(text))]
  })
  return { functions: functions.sort(byName), hostJson: texts.get('host.json') ?? '' }
}

async function readTexts(
  file: string,
  isWanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  const zip = await yauzl.openPromise(file)
  for await (const entry of zip.eachEntry()) {
    if (!isWanted(entry.fileName)) continue
    const content = await buffer(await zip.openReadStreamPromise(entry))
    texts.set(entry.fileName, content.toString('utf8'))
  }
  return texts
}

function byName(a: FunctionMetadata, b: FunctionMetadata): number {
  return a.name < b.name ? -1 : 1
}
