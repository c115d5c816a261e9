import { app, input } from '@azure/functions'
import { blob, from, queue, textOf } from '../queue.ts'

app.storageQueue('store', { ...from('store'), return: blob, handler: textOf })

// The library parses the message `null`, and a function that returns null sends nothing.
app.storageQueue('pass', { ...from('pass'), return: queue, handler: (message) => message ?? 'null' })

app.storageQueue('bytes', {
  ...from('bytes'),
  return: blob,
  handler: (hex) => Uint8Array.from(Buffer.from(textOf(hex).slice(2), 'hex')),
})

app.storageQueue('attempt', {
  ...from('attempt'),
  return: blob,
  handler: (_message, { triggerMetadata, retryContext }) => ({
    dequeueCount: Number(triggerMetadata?.dequeueCount),
    retryCount: retryContext?.retryCount ?? null,
    maxRetryCount: retryContext?.maxRetryCount ?? null,
  }),
})

const known = input.storageBlob({ path: 'known/{name}', connection: 'AzureWebJobsStorage' })

app.storageQueue('read', {
  ...from('read'),
  extraInputs: [known],
  return: blob,
  handler: (_message, { extraInputs }) => {
    const content = extraInputs.get(known)
    return content === null || content === undefined ? 'nothing there' : textOf(content)
  },
})

app.storageQueue('say', { ...from('say'), handler: (message, context) => context.log(message) })

app.storageQueue('fail', {
  ...from('fail'),
  handler: (message) => {
    throw new Error(textOf(message))
  },
})
