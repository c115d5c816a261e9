import { availableParallelism } from 'node:os'
import { UserError } from '../../../build/userError.ts'
import { boundNames } from '../bindingExpression.ts'
import { queueTriggerData } from '../envelope/queueTriggerData.ts'
import { pollQueue, SHORTEST_PAUSE } from './pollQueue.ts'
import type { StartListener } from './startListeners.ts'

/**
 * Runs the function for each message of a storage queue. Contract 10.1, but for the pauses while the queue is
 * empty: they grow from 100 ms to 1 s here (on Azure to a minute) so that a laptop feels quick. A shorter
 * `maxPollingInterval` in host.json counts.
 */
export const startQueueListener: StartListener = (hosted, services) => {
  const { queues, storage, log } = services
  const { trigger } = hosted
  if (typeof trigger.queueName !== 'string' || trigger.queueName === '') {
    throw new UserError('queue-name-missing', `Binding '${trigger.name}' needs 'queueName'.`)
  }
  if (!QUEUE_NAME.test(trigger.queueName)) {
    throw new UserError(
      'queue-name-invalid',
      `Storage has no queues named '${trigger.queueName}', as binding '${trigger.name}' wants: a name is 3 to 63 ` +
        `letters, digits and single dashes, with no dash at its ends.`,
    )
  }
  const service = storage.queues(trigger.connection)
  const queue = service.getQueueClient(trigger.queueName.toLowerCase())
  const bound = boundNames([...hosted.inputs, ...hosted.outputs])
  const wanted = Math.min(LONGEST_PAUSE, queues.maxPollingInterval ?? LONGEST_PAUSE)
  return pollQueue({
    queue,
    poison: service.getQueueClient(`${queue.name}-poison`),
    settings: {
      ...queues,
      // Whole numbers, as .NET divides: strict serial work needs no more than batchSize 1.
      newBatchThreshold:
        queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2) * availableParallelism(),
      longestPause: Math.max(SHORTEST_PAUSE, wanted),
    },
    async run(message, body) {
      const event = queueTriggerData(
        { functionName: hosted.name, queueName: queue.name, dataType: trigger.dataType, bound },
        {
          id: message.messageId,
          popReceipt: message.popReceipt,
          dequeueCount: message.dequeueCount,
          insertedOn: message.insertedOn,
          expiresOn: message.expiresOn,
          nextVisibleOn: message.nextVisibleOn,
          body,
        },
      )
      return (await services.invoke(hosted, event, () => true)) ?? false
    },
    log: (level, message) =>
      log({ level, category: 'Host.Triggers.Queue', message, functionName: hosted.name }),
  })
}

const LONGEST_PAUSE = 1_000
// The host makes letters small.
const QUEUE_NAME = /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/i
