import { expect, it } from 'vitest'
import { runApp } from './fixtures/testApp.ts'

it('a setting that is no connection string costs its function alone, and is not shown', async () => {
  const trigger = {
    name: 'm',
    type: 'queueTrigger',
    direction: 'in',
    queueName: 'orders',
    connection: 'Shop',
  }
  await using app = await runApp({
    functions: { orders: { bindings: [trigger] } },
    environment: { Shop: 'secret', AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
  })
  expect(app.messages()).toContain(
    `error: The listener for function 'Functions.orders' was unable to start. The setting 'Shop' is not the connection string of a storage account. It has the form DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net, or is UseDevelopmentStorage=true for the emulator.`,
  )
  expect(app.messages()).not.toContain('secret')
})
