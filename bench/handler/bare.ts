/*
 * The least that Bun can do: the two functions of `app` without the model, in one server. What an executable of Bun
 * costs anyway.
 */

interface BunServer {
  serve(options: {
    readonly hostname: string
    readonly port: number
    readonly idleTimeout: number
    readonly maxRequestBodySize: number
    fetch(request: Request): Promise<Response>
  }): void
}

interface Envelope {
  readonly Data: Readonly<Record<string, string>>
}

interface Order {
  readonly id: string
  readonly lines: readonly { readonly quantity: number }[]
}

const { Bun: bun }: { Bun: BunServer } = Object(globalThis)

bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT),
  idleTimeout: 0,
  maxRequestBodySize: 1024 ** 3,
  fetch: (request) => (request.method === 'GET' ? hello(request) : receipts(request)),
})

async function hello({ url }: Request): Promise<Response> {
  const name = url.slice(url.indexOf('name=') + 'name='.length)
  return Response.json({ message: `Hello, ${name}!` })
}

async function receipts(request: Request): Promise<Response> {
  const { Data }: Envelope = JSON.parse(await request.text())
  const [data] = Object.values(Data)
  const { id, lines }: Order = JSON.parse(JSON.parse(data ?? ''))
  const items = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return Response.json({ Outputs: {}, Logs: [], ReturnValue: JSON.stringify({ id, items }) })
}
