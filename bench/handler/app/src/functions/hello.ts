import { app } from '@azure/functions'

app.http('hello', {
  methods: ['GET', 'POST'],
  authLevel: 'anonymous',
  handler: async (request) => ({
    jsonBody: { message: `Hello, ${request.query.get('name') ?? 'World'}!` },
  }),
})
