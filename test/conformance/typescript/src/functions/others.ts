import { app, output } from '@azure/functions'
import { blob } from '../queue.ts'

app.storageBlob('copy', {
  path: 'in/{name}',
  connection: 'AzureWebJobsStorage',
  return: output.storageBlob({ path: 'out/{name}', connection: 'AzureWebJobsStorage' }),
  handler: (content) => content,
})

app.timer('tick', {
  schedule: '0 */5 * * * *',
  handler: ({ isPastDue }, context) => context.log(`past due: ${isPastDue}`),
})

app.eventHub('batch', {
  eventHubName: 'events',
  connection: 'EventHub',
  cardinality: 'many',
  return: blob,
  handler: (events) => (Array.isArray(events) ? events : [events]).map(({ id }) => id).join(),
})
