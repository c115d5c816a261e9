import { setTimeout as delay } from 'node:timers/promises'
import { buildIdHeader } from '../build/buildId.ts'
import { UserError } from '../build/userError.ts'

export interface AwaitBuildOptions {
  readonly url: string
  readonly buildId: string
  /** A path that has to answer well; without it none of the app's functions is called. */
  readonly path?: string | undefined
  readonly seconds: number
  readonly report: (line: string) => void
}

/** The host's own path: no function can have it, and the answer bears the headers of every answer all the same. */
const hostPath = '/runtime/webhooks/build-id'

/** While instances are replaced one by one the old and the new answer in turn. */
const inARow = 3

const pauseInMilliseconds = 500

/**
 * Waits until the app answers with a build, several times in a row.
 * @throws UserError with what it answered instead
 */
export async function awaitBuild(options: AwaitBuildOptions): Promise<void> {
  const { url, path, seconds, report } = options
  const deadline = Date.now() + seconds * 1000
  const address = url + (path ?? hostPath)
  let good = 0
  let last = ''
  for (;;) {
    const saw = await ask(address, Math.max(deadline - Date.now(), 1000))
    good = isRight(saw, options) ? good + 1 : 0
    if (good === inARow) return
    const line = describe(saw)
    if (good === 0 && line !== last) report(`› ${line}`)
    last = line
    if (Date.now() > deadline) throw notAnswering(address, options, saw)
    if (good === 0) await delay(pauseInMilliseconds)
  }
}

/** One answer, or why there was none. */
type Saw =
  | { readonly status: number; readonly buildId: string | null; readonly text: string }
  | { readonly failure: string }

async function ask(address: string, milliseconds: number): Promise<Saw> {
  try {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { connection: 'close' }, // each on a connection of its own, so that other instances answer too
      signal: AbortSignal.timeout(milliseconds),
    })
    const text = (await response.text()).trim().slice(0, 200)
    return { status: response.status, buildId: response.headers.get(buildIdHeader), text }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { failure: cause instanceof Error ? cause.message : String(cause) }
  }
}

function isRight(saw: Saw, { buildId, path }: AwaitBuildOptions): boolean {
  if ('failure' in saw || saw.buildId !== buildId) return false
  return path === undefined || saw.status < 400
}

function describe(saw: Saw): string {
  if ('failure' in saw) return `no answer: ${saw.failure}`
  const build = saw.buildId === null ? 'no build' : `build ${saw.buildId}`
  return `status ${saw.status} with ${build}${saw.text ? `: ${saw.text}` : ''}`
}

function notAnswering(address: string, { buildId, seconds, path }: AwaitBuildOptions, saw: Saw): UserError {
  const expected = path === undefined ? `build ${buildId}` : `build ${buildId} and a status below 400`
  return new UserError(
    'smoke-failed',
    `${address} did not answer with ${expected} within ${seconds} s. The last it said: ${describe(saw)}.\n` +
      'An app that is still starting gets there with more time (--timeout); else its log says why it does not run, ' +
      'and `npm run releases` lists the packages to go back to.',
  )
}
