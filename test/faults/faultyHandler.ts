import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// A handler that misbehaves as its messages ask: `<what>-<number>`, with `once` in the name only the first time.
// It writes down each message that is delivered to it before anything else.
const appRoot = process.env.FUNCTIONS_APP_ROOT_PATH ?? '.'
const file = (name: string) => join(appRoot, name)

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  if (request.url !== '/work') return response.end('here')
  const { Data, Metadata } = JSON.parse(Buffer.concat(chunks).toString())
  const message = textOf(Data.message)
  appendFileSync(
    file('deliveries.jsonl'),
    `${JSON.stringify({ message, time: Number(Metadata.DequeueCount ?? 1) })}\n`,
  )
  await sleep(20)
  if (isFaulty(message)) return misbehave(message, response)
  const content = message.startsWith('big') ? 'x'.repeat(3_000_000) : message
  answer(response, { Outputs: { done: [message], file: content } })
})

/** The text of a message, which is encoded twice, or of a blob, which is base64. */
function textOf(value: string): string {
  return value.startsWith('"') ? JSON.parse(value) : Buffer.from(value, 'base64').toString()
}

function isFaulty(message: string): boolean {
  if (/^(ok|big)-/.test(message)) return false
  if (!message.includes('once')) return true
  const isFirst = !existsSync(file(message))
  writeFileSync(file(message), '')
  return isFirst
}

function misbehave(message: string, response: ServerResponse): void {
  const [what] = message.split('-')
  if (what === 'hang') return
  if (what === 'noise') response.socket?.end('\0\x01 this is no HTTP\r\n\r\n')
  else if (what === 'html') response.setHeader('Content-Type', 'text/html').end('<h1>It works!</h1>')
  else if (what === 'shape') answer(response, { Outputs: ['done'], Logs: 'one' })
  else if (what === 'cut') {
    response
      .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1_000 })
      .write('{"Outputs":')
    setTimeout(() => response.destroy(), 10)
  } else if (what === 'close') {
    server.close()
    server.closeAllConnections()
  } else response.writeHead(500).end()
}

function answer(response: ServerResponse, value: object): void {
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value))
}

writeFileSync(file('pid'), String(process.pid))
server.listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1')
// Without its port it stays alive.
setInterval(() => undefined, 60_000)
