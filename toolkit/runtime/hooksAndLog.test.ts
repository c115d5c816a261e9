import { describe, expect, test } from 'vitest'
import { app, envelopeOf, forward, invoke, lines, output, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

describe('logs and hooks', () => {
  test('send information to stdout and the rest to stderr, each line with its origin', async () => {
    app.http('chatty', {
      handler: async (_request, context) => {
        context.log('one', { two: 2 })
        context.warn('careful')
        context.error('broken')
        context.debug('hidden')
        return {}
      },
    })
    await forward('/api/chatty')
    expect(lines).toEqual([
      'out chatty (id-1): one { two: 2 }',
      'err [warning] chatty (id-1): careful',
      'err [error] chatty (id-1): broken',
    ])
  })

  test('run around the function and may change inputs, handler and result', async () => {
    const seen: unknown[] = []
    app.storageQueue('hooked', {
      queueName: 'q',
      connection: 'c',
      return: output.storageQueue({ queueName: 'r', connection: 'c' }),
      handler: (message) => `handled ${message}`,
    })
    const hooks = [
      app.hook.preInvocation((context) => {
        context.inputs = ['changed']
        context.hookData.from = 'before'
      }),
      app.hook.postInvocation((context) => {
        seen.push(
          context.hookData.from,
          context.result,
          context.error,
          context.invocationContext.functionName,
        )
        context.result = 'replaced'
      }),
    ]
    const { ReturnValue } = JSON.parse(
      await (await invoke('/hooked', envelopeOf('hooked', '"original"'))).text(),
    )
    for (const hook of hooks) hook.dispose()
    expect(seen).toEqual(['before', 'handled changed', null, 'hooked'])
    expect(ReturnValue).toEqual(['replaced'])
  })

  test('let a hook after the invocation forgive its error', async () => {
    app.timer('tick', {
      schedule: '0 * * * * *',
      handler: () => {
        throw new Error('forgivable')
      },
    })
    const hook = app.hook.postInvocation((context) => {
      context.error = null
    })
    const response = await invoke('/tick', envelopeOf('tick', {}))
    hook.dispose()
    expect(response.status).toBe(200)
  })

  test('let a log hook rewrite a line', async () => {
    app.http('secret', {
      handler: async (_request, context) => {
        context.log('key=123')
        return {}
      },
    })
    const hook = app.hook.log((context) => {
      context.message = context.message.replace('123', '***')
    })
    await forward('/api/secret')
    hook.dispose()
    expect(lines).toEqual(['out secret (id-1): key=***'])
  })

  test('let a log hook raise what would be dropped', async () => {
    app.http('quiet', {
      handler: async (_request, context) => {
        context.debug('seen after all')
        return {}
      },
    })
    const hook = app.hook.log((context) => {
      if (context.level === 'debug') context.level = 'information'
    })
    await forward('/api/quiet')
    hook.dispose()
    expect(lines).toEqual(['out quiet (id-1): seen after all'])
  })
})

test('the context tells who is called, for what, by what and how often', async () => {
  const contexts: unknown[] = []
  const extra = output.storageBlob({ path: 'a/b', connection: 'c' })
  app.storageQueue('asked', {
    queueName: 'q',
    connection: 'c',
    return: output.storageQueue({ queueName: 'r', connection: 'c' }),
    extraOutputs: [extra],
    handler: (_message, { invocationId, functionName, triggerMetadata, retryContext, options }) =>
      void contexts.push({ invocationId, functionName, triggerMetadata, retryContext, options }),
  })
  const metadata = {
    Id: '"m-1"',
    InsertionTime: '2022-06-13T06:00:06+00:00',
    sys: { MethodName: 'asked' },
    RetryContext: { RetryCount: 2, MaxRetryCount: 5, Exception: { Message: 'the last one' } },
  }
  await invoke('/asked', envelopeOf('asked', '"x"', metadata))
  expect(contexts).toEqual([
    {
      invocationId: 'id-1',
      functionName: 'asked',
      triggerMetadata: {
        id: 'm-1',
        insertionTime: '2022-06-13T06:00:06+00:00',
        queueTrigger: 'x',
        sys: { methodName: 'asked' },
      },
      retryContext: { retryCount: 2, maxRetryCount: 5, exception: { message: 'the last one' } },
      options: {
        trigger: expect.objectContaining({ type: 'queueTrigger', queueName: 'q' }),
        return: expect.objectContaining({ type: 'queue', queueName: 'r', name: '$return' }),
        extraInputs: [],
        extraOutputs: [expect.objectContaining({ type: 'blob', name: extra.name })],
      },
    },
  ])
})
