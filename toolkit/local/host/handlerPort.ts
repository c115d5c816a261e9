import { createServer } from 'node:net'
import { UserError } from '../../build/userError.ts'
import { freePort } from './handler/freePort.ts'

/** The port for the handler: host.json's, which has to be free, or any. Contract 3.2. Throws UserError. */
export async function handlerPort(configured: number | undefined): Promise<number> {
  if (configured === undefined) return freePort()
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (cause) => reject(cannotBind(configured, cause)))
    probe.listen({ port: configured, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve()))
  })
  return configured
}

function cannotBind(port: number, cause: Error): UserError {
  return new UserError(
    'handler-port-taken',
    `Unable to bind to port ${port} specified in configuration. ${cause.message}. ` +
      `End what listens there, or leave customHandler.port out of host.json: the handler then finds its port in FUNCTIONS_CUSTOMHANDLER_PORT.`,
    { cause },
  )
}
