import { app, type InvocationContext, type Timer } from '@azure/functions'

export function heartbeat(timer: Timer, context: InvocationContext): void {
  context.log(timer.isPastDue ? 'Still here, a little late' : 'Still here')
}

app.timer('heartbeat', { schedule: '0 */5 * * * *', handler: heartbeat })
