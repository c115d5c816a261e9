import { app } from '@azure/functions'
import { from } from '../queue.ts'

const waiting: (() => void)[] = []

app.storageQueue('meet', {
  ...from('meet'),
  handler: async (message) => {
    const arrived = new Promise<void>((resolve) => waiting.push(resolve))
    if (waiting.length === Number(message)) for (const go of waiting.splice(0)) go()
    await arrived
  },
})
