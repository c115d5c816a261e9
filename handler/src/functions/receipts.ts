import { app, type InvocationContext, output } from '@azure/functions'
import type { Order } from '../order.ts'

interface Receipt extends Order {
  id: string
  receivedAt: string
}

const blob = output.storageBlob({ path: 'receipts/{id}.json', connection: 'AzureWebJobsStorage' })

export function receipts(order: Order & { id: string }, context: InvocationContext): Receipt {
  context.log(`Writing the receipt of order ${order.id}`)
  return { ...order, receivedAt: new Date().toISOString() }
}

app.storageQueue('receipts', {
  queueName: 'orders',
  connection: 'AzureWebJobsStorage',
  return: blob,
  handler: receipts,
})
