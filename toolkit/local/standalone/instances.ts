import type { IncomingMessage, ServerResponse } from 'node:http'
import { UserError } from '../../build/userError.ts'
import { type Host, type HostOptions, startHost } from '../host/host.ts'
import { surpriseLog } from '../host/surprises/surpriseLog.ts'

/** The instances of one version of an app: as many hosts, each with a handler process, behind one port. */
export interface Instances {
  readonly functions: Host['functions']
  readonly functionErrors: Host['functionErrors']
  readonly routePrefix: string
  /** Whether they have to end before others of the app can start. */
  readonly hasFixedPort: boolean
  handle(request: IncomingMessage, response: ServerResponse): void
  /** Lets what is under way end for up to `grace` milliseconds. */
  stop(grace?: number): Promise<void>
  /** Resolves when the last instance has failed for good. */
  readonly failed: Promise<UserError>
}

/** Starts all instances; rejects, and leaves none behind, when one does not start. */
export async function startInstances(count: number, options: HostOptions): Promise<Instances> {
  // What is surprising about the app is so in all of them.
  const shared = count === 1 ? options : { ...options, tellSurprise: surpriseLog(options.log) }
  const first = await startHost(instance(0, count, shared))
  const others = Array.from({ length: count - 1 }, (_, index) => instance(index + 1, count, shared))
  const results =
    first.hasFixedPort && count > 1 ? [refused] : await Promise.allSettled(others.map(startHost))
  const hosts = [first, ...results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))]
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) {
    await Promise.all(hosts.map((host) => host.stop()))
    throw failure.reason
  }
  return together(hosts)
}

const refused: PromiseRejectedResult = {
  status: 'rejected',
  reason: new UserError(
    'one-port-for-many',
    'customHandler.port of host.json gives the handler one port, so one machine has room for one instance only. ' +
      'Leave it out, and let the handler listen on FUNCTIONS_CUSTOMHANDLER_PORT; or leave --instances out.',
  ),
}

function together(hosts: readonly Host[]): Instances {
  const failed = Promise.withResolvers<UserError>()
  let serving = hosts
  let turn = 0
  for (const host of hosts) {
    void host.stopped.then((end) => {
      if (end.reason !== 'failed') return
      const others = serving.filter((each) => each !== host)
      // The last one stays, to say that the host is not running.
      if (others.length > 0) serving = others
      else failed.resolve(end.error)
    })
  }
  return {
    functions: hosts[0]?.functions ?? [],
    functionErrors: (name) => hosts[0]?.functionErrors(name) ?? [],
    routePrefix: hosts[0]?.routePrefix ?? '',
    hasFixedPort: hosts.some((host) => host.hasFixedPort),
    handle(request, response) {
      turn = (turn + 1) % serving.length
      serving[turn]?.handle(request, response)
    },
    async stop(grace) {
      await Promise.all(hosts.map((host) => host.stop(grace)))
    },
    failed: failed.promise,
  }
}

function instance(index: number, count: number, options: HostOptions): HostOptions {
  if (count === 1) return options
  return {
    ...options,
    // As on Azure, where a handler can tell its instances apart by it.
    environment: { ...options.environment, WEBSITE_INSTANCE_ID: String(index + 1) },
    log: (entry) => options.log({ ...entry, instance: index + 1 }),
  }
}
