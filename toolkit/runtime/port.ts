/** Contract 4.2: the port the host tells the handler to listen on, or what is wrong with it. */
export function readPort(environment: Readonly<Record<string, string | undefined>>): number | string {
  const text = environment.FUNCTIONS_CUSTOMHANDLER_PORT
  const port = Number(text)
  // Number takes more than digits: a text that is not the number's own is none.
  if (text === String(port) && Number.isInteger(port) && port >= 1 && port <= 65535) return port
  const found = text === undefined ? 'is not set' : `is "${text}", which is no port`
  return (
    `FUNCTIONS_CUSTOMHANDLER_PORT ${found}. The Functions host sets it; ` +
    'to run the handler by hand, set it to a free port.'
  )
}

/** What failed when listening: the port is taken, or whatever else the runtime says. */
export function portTaken(port: number, cause: unknown): unknown {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) return cause
  const message = `Port ${port} of 127.0.0.1 is taken. End what listens there, or choose another port.`
  return new Error(message, { cause })
}
