import { app, type InvocationContext, input, output, type RetryContext } from '@azure/functions'

interface Job {
  id: string
  words: string[]
}

const connection = 'AzureWebJobsStorage'
const template = input.storageBlob({ path: 'templates/{id}.txt', connection })
const archive = output.storageBlob({ path: 'archive/{id}.txt', connection })
const next = output.storageQueue({ queueName: 'next', connection })

app.storageQueue<Job>('work', {
  queueName: 'work',
  connection,
  extraInputs: [template],
  extraOutputs: [archive, next],
  handler: (job, context) => {
    context.extraOutputs.set(archive, `${context.extraInputs.get(template)}: ${job.words.join(' ')}`)
    context.extraOutputs.set(
      next,
      job.words.map((word) => ({ word, attempt: context.triggerMetadata?.dequeueCount })),
    )
  },
})

app.storageBlob('shrink', {
  path: 'pictures/{name}',
  connection,
  return: output.storageBlob({ path: 'thumbnails/{name}', connection }),
  handler: (blob: unknown, context: InvocationContext) => {
    if (!Buffer.isBuffer(blob)) throw new Error('no bytes')
    context.log('Shrinking', context.triggerMetadata?.name, blob.length)
    context.log('It is', context.triggerMetadata?.blobTrigger)
    return blob.subarray(0, 2)
  },
})

app.timer('nightly', {
  schedule: '0 0 3 * * *',
  retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: { seconds: 10 } },
  return: output.storageQueue({ queueName: 'nights', connection }),
  handler: (timer, context) => {
    const retry: RetryContext | undefined = context.retryContext
    if (timer.isPastDue) context.warn('late')
    return { attempt: retry?.retryCount, next: timer.scheduleStatus?.next }
  },
})

app.storageQueue('hooked', {
  queueName: 'hooked',
  connection,
  return: next,
  handler: (message: unknown, context) => {
    context.log('with password=secret')
    if (message === 'bad') throw new Error('password=secret is wrong')
    return `${message}`
  },
})
