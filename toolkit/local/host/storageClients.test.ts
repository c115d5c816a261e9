import { expect, it } from 'vitest'
import { eventually, runApp } from './fixtures/testApp.ts'
import { freePort } from './handler/freePort.ts'

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

it('storage that does not run is told, with what to do, and asked again', async () => {
  const port = await freePort()
  const at = (service: string) => `${service}Endpoint=http://127.0.0.1:${port}/acct;`
  const connection = `DefaultEndpointsProtocol=http;AccountName=acct;AccountKey=a2V5;${at('Blob')}${at('Queue')}`
  const trigger = { name: 'm', type: 'queueTrigger', direction: 'in', queueName: 'orders' }
  await using app = await runApp({
    functions: { orders: { bindings: [trigger] } },
    environment: { AzureWebJobsStorage: connection },
  })
  await eventually('the message', () =>
    app
      .messages()
      .includes(
        `error: Queue 'orders' cannot be read: connect ECONNREFUSED 127.0.0.1:${port}. Start that service, or mend the connection string; the host tries again.`,
      ),
  )
})
