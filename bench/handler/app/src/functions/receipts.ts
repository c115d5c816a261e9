import { app, output } from '@azure/functions'

interface Order {
  readonly id: string
  readonly lines: readonly { readonly sku: string; readonly name: string; readonly quantity: number }[]
}

app.storageQueue('receipts', {
  queueName: 'orders',
  connection: 'AzureWebJobsStorage',
  return: output.storageBlob({ path: 'receipts/{id}.json', connection: 'AzureWebJobsStorage' }),
  handler: ({ id, lines }: Order) => ({
    id,
    items: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  }),
})
