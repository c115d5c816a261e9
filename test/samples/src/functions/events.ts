import { app, type EventGridEvent, type EventGridPartialEvent, output } from '@azure/functions'

interface Reading {
  device: string
  celsius: number
}

const alerts = output.serviceBusTopic({ topicName: 'alerts', connection: 'ServiceBus' })

app.eventHub('readings', {
  eventHubName: 'readings',
  connection: 'EventHub',
  cardinality: 'many',
  consumerGroup: '$Default',
  return: output.eventHub({ eventHubName: 'averages', connection: 'EventHub' }),
  extraOutputs: [alerts],
  handler: (messages: unknown, context) => {
    const readings = messages as Reading[]
    const sequence = context.triggerMetadata?.sequenceNumberArray
    const hot = readings.filter(({ celsius }) => celsius > 50)
    if (hot.length > 0) context.extraOutputs.set(alerts, hot)
    return { average: readings.reduce((sum, { celsius }) => sum + celsius, 0) / readings.length, sequence }
  },
})

app.serviceBusQueue('approve', {
  connection: 'ServiceBus',
  queueName: 'requests',
  isSessionsEnabled: true,
  return: output.serviceBusQueue({ queueName: 'approved', connection: 'ServiceBus' }),
  handler: (message, context) => `${message} (${context.triggerMetadata?.messageId})`,
})

app.serviceBusTopic('audit', {
  connection: 'ServiceBus',
  topicName: 'audit',
  subscriptionName: 'all',
  handler: (message, context) => context.info('audited', message),
})

const publish = output.eventGrid({ topicEndpointUri: 'TopicUri', topicKeySetting: 'TopicKey' })

app.eventGrid('relay', {
  return: publish,
  handler: (event: EventGridEvent): EventGridPartialEvent => ({
    id: `${event.id}-relayed`,
    subject: event.subject,
    dataVersion: '1.0',
    eventType: 'relayed',
    data: event.data ?? {},
    eventTime: event.eventTime,
  }),
})
