import {
  app,
  arg,
  type HttpRequest,
  type InvocationContext,
  input,
  output,
  type SqlChange,
} from '@azure/functions'

const account = { connection: 'Cosmos', databaseName: 'shop', containerName: 'orders' }
const order = input.cosmosDB({ ...account, id: '{id}', partitionKey: '{id}' })
const saved = output.cosmosDB({ ...account, createIfNotExists: true })
const rows = input.table({ tableName: 'people', partitionKey: 'p', connection: 'AzureWebJobsStorage' })
const products = output.sql({ commandText: 'dbo.Products', connectionStringSetting: 'Sql' })

app.http('order', {
  methods: ['GET'],
  route: 'orders/{id}',
  extraInputs: [order, rows],
  handler: (request: HttpRequest, context: InvocationContext) => {
    const document = context.extraInputs.get(order)
    if (!document) return { status: 404, body: `no order ${request.params.id}` }
    return { jsonBody: { document, people: context.extraInputs.get(rows) } }
  },
})

app.http('place', {
  methods: ['POST'],
  route: 'orders',
  extraOutputs: [saved],
  handler: async (request, context) => {
    context.extraOutputs.set(saved, { id: '7', ...((await request.json()) as object) })
    return { status: 201, headers: { location: '/api/orders/7' }, jsonBody: { id: '7' } }
  },
})

app.cosmosDB('changes', {
  ...account,
  leaseContainerName: 'leases',
  createLeaseContainerIfNotExists: true,
  handler: (documents: { id: string }[], context: InvocationContext) =>
    context.log(
      `${documents.length} changed:`,
      documents.map(({ id }) => id),
    ),
})

app.sql<{ ProductId: number }>('products', {
  tableName: 'dbo.Products',
  connectionStringSetting: 'Sql',
  return: products,
  handler: (changes: SqlChange<{ ProductId: number }>[]) =>
    changes.map(({ Item }) => ({ ...Item, Seen: true })),
})

app.warmup('warm', { handler: (_warmup, context) => context.debug('warm') })

app.mcpTool('weather', {
  toolName: 'weather',
  description: 'Tells the weather',
  toolProperties: { city: arg.string().describe('where') },
  handler: (call, context) =>
    `Sunny in ${(call as { arguments: { city: string } }).arguments.city}${context.functionName ? '' : '?'}`,
})

app.generic('kafka', {
  trigger: { type: 'kafkaTrigger', name: 'event', topic: 't', brokerList: '%Brokers%' },
  return: output.generic({ type: 'kafka', topic: 'u', brokerList: '%Brokers%' }),
  handler: (event: { Value: string }) => event.Value,
})
