import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  app,
  type HttpRequest,
  HttpResponse,
  type HttpResponseInit,
  type InvocationContext,
} from '@azure/functions'

interface Greeting {
  name?: string
}

async function greet(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  context.log(`Http function processed request for url "${request.url}"`)
  const posted = request.method === 'POST' ? ((await request.json()) as Greeting) : {}
  const name = request.query.get('name') ?? posted.name ?? 'world'
  return {
    jsonBody: { hello: name, id: request.params.id ?? null, agent: request.headers.get('user-agent') },
  }
}

app.http('greet', {
  methods: ['GET', 'POST'],
  authLevel: 'anonymous',
  route: 'greet/{id:int?}',
  handler: greet,
})

app.get('lines', {
  handler: async () => {
    async function* lines() {
      for (const line of ['one', 'two', 'three']) yield new TextEncoder().encode(`${line}\n`)
    }
    return { headers: { 'content-type': 'text/event-stream' }, body: lines() }
  },
})

const poem = join(__dirname, '..', '..', '..', 'data', 'poem.txt')
app.get('poem', async () => ({ body: createReadStream(poem) }))
app.get('poem-at-once', async () => ({
  body: await readFile(poem),
  headers: { 'content-type': 'text/plain' },
}))

app.post('count', async (request) => {
  let size = 0
  if (request.body) for await (const chunk of request.body) size += chunk.length
  return { body: String(size) }
})

app.post('form', async (request) => {
  const form = await request.formData()
  const file = form.get('file')
  const text = file !== null && typeof file !== 'string' ? await file.text() : file
  return { jsonBody: { name: form.get('name'), text } }
})

app.http('cookies', {
  handler: async (request) => ({
    status: 201,
    body: request.headers.get('cookie') ?? '',
    cookies: [
      { name: 'a', value: '1', httpOnly: true, sameSite: 'Strict', maxAge: 60 },
      { name: 'b', value: 'x y', path: '/', secure: true, expires: new Date(86_400_000) },
    ],
  }),
})

app.put('image', { handler: async (request) => ({ body: new Uint8Array(await request.arrayBuffer()) }) })
app.deleteRequest('nothing', async () => ({ status: 204 }))
app.patch('moved', async () => ({ status: 302, headers: { location: '/api/greet' } }))
app.get('copy', async () => {
  const response = new HttpResponse({ status: 418, body: 'short and stout' })
  response.headers.set('x-clone', String(response.clone().status))
  return response
})
