import { app, output } from '@azure/functions'

const copy = output.storageQueue({ queueName: 'copies', connection: 'AzureWebJobsStorage' })

app.http('echo', {
  methods: ['GET', 'POST'],
  authLevel: 'anonymous',
  route: 'echo/{id?}',
  extraOutputs: [copy],
  handler: async (request, context) => {
    if (request.headers.has('x-quiet')) return {}
    const body = await request.text()
    if (body !== '') context.extraOutputs.set(copy, body)
    return {
      status: Number(request.headers.get('x-status') ?? 200),
      headers: { 'x-seen': request.headers.get('x-echo') ?? '' },
      jsonBody: {
        method: request.method,
        path: new URL(request.url).pathname,
        q: request.query.get('q'),
        id: request.params.id ?? null,
        header: request.headers.get('x-echo'),
        body,
      },
    }
  },
})
