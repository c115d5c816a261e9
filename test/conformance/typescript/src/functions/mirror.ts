import { app } from '@azure/functions'

app.http('mirror', {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  authLevel: 'anonymous',
  route: 'mirror/{status:int}',
  handler: async (request) => ({
    status: Number(request.params.status),
    headers: {
      'content-type': request.headers.get('content-type') ?? 'text/plain',
      'x-method': request.method,
      'x-query': request.query.get('q') ?? '',
    },
    body: await request.arrayBuffer(),
  }),
})
