import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import { buildDrive } from '../handler/buildDrive.ts'
import { candidateOf } from '../handler/candidate.ts'
import { driveLoad, isCalm, type LoadSample } from '../handler/drive.ts'
import { shuffled } from '../handler/shuffled.ts'
import { type Measurement, markdownTable, median, type Say } from '../measurement.ts'
import { measureQueue } from './queueWork.ts'
import { startHandlerAlone, startHostServer, startReverseProxy } from './servers.ts'

const rounds = 9
const load = { connections: 32, requests: 6_000 }

/** What the Functions host on localhost adds to the handler behind it. */
export async function measureHost(say: Say): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-host-'))
  try {
    say('host: building')
    const app = join(folder, 'app')
    const built = await buildApp(join(import.meta.dirname, '../languages/go'), { outputDirectory: app })
    const { executable, requests } = candidateOf(built)
    const drive = await buildDrive(folder)
    const get = await measureGet({ executable, drive, app, request: requests.GET }, say)
    const queue = await measureQueue(app, say)
    const rows = [
      ['forwarded GETs a second / plain `node:http` reverse proxy', '≥ 0.5', get.toProxy],
      ['forwarded GETs a second / handler alone', '', get.toHandler],
      ['CPU of the host per forwarded GET / that of the proxy', '', get.cpuToProxy],
      ['time for 1,000 queue messages with a blob each / storage calls alone', '', queue],
    ] as const
    const table = markdownTable(
      ['ratio, same run', 'goal', 'measured'],
      rows.map(([name, goal, value]) => [name, goal, `**${value.toFixed(2)}**`]),
    )
    return {
      title: 'The Functions host on localhost',
      table: `${table}\n\n${get.counted} rounds of ${rounds} counted.`,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Parts {
  readonly executable: string
  readonly drive: string
  readonly app: string
  readonly request: string
}

async function measureGet({ executable, drive, app, request }: Parts, say: Say) {
  await using alone = await startHandlerAlone(executable)
  await using proxy = await startReverseProxy(alone.port)
  // GETs need no storage; a name that is set keeps the host from starting an emulator.
  await using host = await startHostServer(app, { AzureWebJobsStorage: NO_STORAGE })
  const servers = { alone, proxy, host }
  const samples: Record<keyof typeof servers, LoadSample>[] = []
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    say(`host: GET, ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`)
    const taken: Partial<Record<keyof typeof servers, LoadSample>> = {}
    for (const name of shuffled(['alone', 'proxy', 'host'] as const)) {
      const { port, pid } = servers[name]
      taken[name] = await driveLoad(drive, { ...load, port, pid, request })
    }
    const { alone: a, proxy: p, host: h } = taken
    if (round > 0 && a && p && h && [a, p, h].every(isCalm)) samples.push({ alone: a, proxy: p, host: h })
  }
  return {
    toProxy: median(samples.map((sample) => sample.proxy.seconds / sample.host.seconds)),
    toHandler: median(samples.map((sample) => sample.alone.seconds / sample.host.seconds)),
    cpuToProxy: median(samples.map((sample) => sample.host.cpu / sample.proxy.cpu)),
    counted: samples.length,
  }
}

// Nothing listens there: the queue function of the app waits, which costs one attempt a second.
const NO_STORAGE =
  'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=AAAA;QueueEndpoint=http://127.0.0.1:1/devstoreaccount1;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;'
