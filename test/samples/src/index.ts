import {
  type AppStartContext,
  type AppTerminateContext,
  app,
  type LogHookContext,
  type PostInvocationContext,
  type PreInvocationContext,
} from '@azure/functions'

app.setup({ enableHttpStream: process.env.STREAMS === 'on' })

app.hook.appStart((context: AppStartContext) => {
  context.hookData.startedBy = 'appStart'
})

app.hook.appTerminate((context: AppTerminateContext) => {
  console.log(`stopping what ${context.hookData.startedBy} began`)
})

app.hook.preInvocation((context: PreInvocationContext) => {
  if (context.invocationContext.functionName !== 'hooked') return
  const { functionHandler } = context
  context.hookData.steps = ['before']
  context.functionHandler = async (input, invocation) => `${await functionHandler(input, invocation)}!`
})

app.hook.postInvocation((context: PostInvocationContext) => {
  if (context.invocationContext.functionName !== 'hooked') return
  context.invocationContext.log(context.hookData.steps, 'after', context.result)
  if (context.error) context.result = 'mended'
  context.error = null
})

const masking = app.hook.log((context: LogHookContext) => {
  context.message = context.message.replace(/password=\S+/g, 'password=***')
})
const unwanted = app.hook.log((context) => {
  context.message = 'never seen'
})
unwanted.dispose()

export { masking }
