import {
  app,
  type HttpRequest,
  type HttpResponseInit,
  type InvocationContext,
  output,
} from '@azure/functions'
import { parseOrder } from '../order.ts'

const queue = output.storageQueue({ queueName: 'orders', connection: 'AzureWebJobsStorage' })

export async function orders(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const order = parseOrder(await request.text())
  if ('problem' in order) return { status: 400, jsonBody: order.problem }
  const id = crypto.randomUUID()
  context.extraOutputs.set(queue, { id, ...order })
  context.log(`Accepted order ${id}`)
  return { status: 202, jsonBody: { id } }
}

app.http('orders', { methods: ['POST'], authLevel: 'anonymous', extraOutputs: [queue], handler: orders })
