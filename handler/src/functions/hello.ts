import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions'

export async function hello(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const name = request.query.get('name') || nameIn(await request.text()) || 'World'
  context.log(`Greeting ${name}`)
  return { jsonBody: { message: `Hello, ${name}!` } }
}

app.http('hello', { methods: ['GET', 'POST'], authLevel: 'anonymous', handler: hello })

// The body is a JSON object with a name, or the name itself.
function nameIn(body: string): string {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null) return String(value)
    return 'name' in value && typeof value.name === 'string' ? value.name : ''
  } catch {
    return body.trim()
  }
}
